package io.musubito.artifact;

import java.util.HexFormat;

import io.musubito.value.Sha256;

/**
 * The stored output of a node. Two artifacts with one id are equal.
 *
 * @param artifactId SHA-256 of the payload, lower-case hex
 * @param payload the JSON text in UTF-8; shared, not to be changed
 */
public record Artifact(String artifactId, byte[] payload) {

	/**
	 * The artifact that a payload is.
	 * @param payload the JSON text in UTF-8
	 * @return the artifact with its id
	 */
	public static Artifact of(byte[] payload) {
		return new Artifact(HexFormat.of().formatHex(Sha256.newDigest().digest(payload)), payload);
	}

}
