package io.musubito.code;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.musubito.value.Scheme;
import io.musubito.value.Sha256;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlgorithmTests {

	/**
	 * A release that computes fingerprints in another way must not take over those of the
	 * release before. So that nobody has to think of that, any edit of what computes them
	 * counts.
	 */
	@Test
	void namesTheSourcesOfToday() throws Exception {
		assertThat(Algorithm.SOURCES)
			.as("Algorithm.SOURCES: the sources that compute fingerprints were edited; set it to what they are now")
			.isEqualTo(hashOfSources());
		assertThat(Algorithm.id()).contains(Scheme.NAME, Algorithm.SOURCES).doesNotContain("null");
	}

	private static String hashOfSources() throws Exception {
		Path sources = Path.of("src/main/java/io/musubito");
		List<Path> files = new ArrayList<>();
		try (Stream<Path> code = Files.list(sources.resolve("code"))) {
			code.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> !file.endsWith("Algorithm.java"))
				.sorted()
				.forEach(files::add);
		}
		assertThat(files).hasSizeGreaterThan(25);
		for (String hashing : List.of("Container", "DigestSink", "Scalar", "Scheme", "Sha256", "Wtf8")) {
			files.add(sources.resolve("value").resolve(hashing + ".java"));
		}
		MessageDigest digest = Sha256.newDigest();
		for (Path file : files) {
			digest.update((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
			digest.update(Files.readString(file).replace("\r", "").getBytes(StandardCharsets.UTF_8));
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
