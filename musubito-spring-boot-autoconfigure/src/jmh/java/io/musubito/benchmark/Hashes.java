package io.musubito.benchmark;

import java.nio.charset.StandardCharsets;

import io.musubito.artifact.Artifact;

/**
 * Ids as the store has them.
 */
final class Hashes {

	private Hashes() {
	}

	static String of(Object content) {
		return Artifact.of(content.toString().getBytes(StandardCharsets.UTF_8)).artifactId();
	}

}
