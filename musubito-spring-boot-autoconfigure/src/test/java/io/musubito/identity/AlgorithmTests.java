package io.musubito.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlgorithmTests {

	/**
	 * A release that computes fingerprints in another way must not take over those of the
	 * release before. So that nobody has to think of that, any edit of the package
	 * counts.
	 */
	@Test
	void namesTheSourcesOfToday() throws Exception {
		assertThat(Algorithm.SOURCES)
			.as("Algorithm.SOURCES: the sources of this package were edited; set it to what they are now")
			.isEqualTo(hashOfSources());
		assertThat(Algorithm.id()).contains(StepIdentifier.SCHEME, Algorithm.SOURCES).doesNotContain("null");
	}

	private static String hashOfSources() throws Exception {
		MessageDigest digest = Sha256.newDigest();
		try (Stream<Path> listed = Files.list(Path.of("src/main/java/io/musubito/identity"))) {
			List<Path> files = listed.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> !file.endsWith("Algorithm.java"))
				.sorted()
				.toList();
			assertThat(files).hasSizeGreaterThan(50);
			for (Path file : files) {
				digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
				digest.update(Files.readString(file).replace("\r", "").getBytes(StandardCharsets.UTF_8));
			}
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
