package io.musubito.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/testing.md} shows parts of tests that are run.
 */
class TestingDocumentTests {

	private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

	@Test
	void showsPartsOfTests() throws IOException {
		List<String> blocks = BLOCK.matcher(Files.readString(Path.of("../docs/testing.md")))
			.results()
			.map((MatchResult block) -> withoutIndentation(block.group(1)))
			.toList();
		String tests = tests();
		assertThat(blocks).hasSizeGreaterThan(5).allSatisfy((block) -> assertThat(tests).contains(block));
	}

	private static String tests() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			StringBuilder all = new StringBuilder();
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).collect(Collectors.toList())) {
				all.append(withoutIndentation(Files.readString(file)));
			}
			return all.toString();
		}
	}

	private static String withoutIndentation(String code) {
		return code.replaceAll("(?m)^\\s+", "");
	}

}
