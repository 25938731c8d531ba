package io.musubito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each test that {@code docs/reliability.md} and {@code SECURITY.md} name exists, and
 * each promise has one.
 */
class ReliabilityDocumentTests {

	private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\|([^|]*)\\|");

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");

	private static final Pattern NAME = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");

	@Test
	void eachTestThatIsNamedExists() throws IOException {
		Map<String, String> tests = tests();
		Stream<MatchResult> promised = rows().stream().flatMap((row) -> NAME.matcher(row.group(2)).results());
		Stream<MatchResult> defended = TEST.matcher(Files.readString(Path.of("../SECURITY.md"))).results();
		assertThat(Stream.concat(promised, defended)
			.filter((name) -> !exists(tests.get(name.group(1)), name.group(2)))
			.map(MatchResult::group)).isEmpty();
	}

	@Test
	void eachPromiseHasATest() throws IOException {
		assertThat(rows()).hasSizeGreaterThan(40)
			.allSatisfy((row) -> assertThat(NAME.matcher(row.group(2)).find()).as(row.group(1)).isTrue());
	}

	private static boolean exists(String source, String method) {
		return source != null && (method == null || source.contains(" " + method + "("));
	}

	private static List<MatchResult> rows() throws IOException {
		return Files.readAllLines(Path.of("../docs/reliability.md"))
			.stream()
			.takeWhile((line) -> !line.equals("## Sizes"))
			.flatMap((line) -> ROW.matcher(line).results())
			.filter((row) -> !row.group(1).equals("promise") && !row.group(1).startsWith("---"))
			.toList();
	}

	private static Map<String, String> tests() throws IOException {
		Map<String, String> tests = new TreeMap<>();
		for (String folder : List.of("src/test/java", "../sample-app/src/test/java",
				"../sample-app/src/browser/java")) {
			try (Stream<Path> files = Files.walk(Path.of(folder))) {
				files.filter((file) -> file.toString().endsWith(".java"))
					.forEach((file) -> tests.merge(file.getFileName().toString().replace(".java", ""), read(file),
							String::concat));
			}
		}
		return tests;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
