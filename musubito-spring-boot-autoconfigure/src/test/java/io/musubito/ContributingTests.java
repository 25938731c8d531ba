package io.musubito;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of tests in {@code CONTRIBUTING.md} is complete, and says where they are.
 */
class ContributingTests {

	private static final Path TESTS = Path.of("src/test/java/io/musubito");

	private static final Pattern ROW = Pattern.compile("\\| `([a-z.]+)` \\| [^|]+ \\| ([^|]+) \\|");

	private static final Pattern CLASS = Pattern.compile("`(\\w+)`");

	// The classes of tests by their package
	private static Map<String, List<String>> tests;

	private static Map<String, List<String>> table;

	@BeforeAll
	static void read() throws IOException {
		try (Stream<Path> files = Files.walk(TESTS)) {
			tests = files.filter((file) -> file.toString().endsWith("Tests.java"))
				.filter((file) -> !file.getParent().equals(TESTS))
				.collect(Collectors.groupingBy(
						(file) -> TESTS.relativize(file.getParent()).toString().replaceAll("\\W", "."), TreeMap::new,
						Collectors.mapping((file) -> file.getFileName().toString().replace(".java", ""),
								Collectors.toList())));
		}
		table = new TreeMap<>();
		for (String line : Files.readAllLines(Path.of("../CONTRIBUTING.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				table.put(row.group(1),
						CLASS.matcher(row.group(2)).results().map((MatchResult name) -> name.group(1)).toList());
			}
		}
	}

	@Test
	void eachPackageWithTestsIsInTheTableAndEachOfTheTableExists() {
		assertThat(table.keySet()).isEqualTo(tests.keySet());
	}

	@Test
	void theTestsThatTheTableNamesAreInTheirPackages() {
		table.forEach((name, classes) -> assertThat(tests.get(name)).as(name).isNotEmpty().containsAll(classes));
		assertThat(table.values()).allSatisfy((classes) -> assertThat(classes).isNotEmpty());
	}

	@Test
	void theRootPackageHasOnlyTestsOfTheProject() throws IOException {
		try (Stream<Path> files = Files.list(TESTS)) {
			assertThat(files.filter(Files::isRegularFile).map((file) -> file.getFileName().toString()))
				.containsExactlyInAnyOrder("ArchitectureTests.java", "ContributingTests.java",
						"ReliabilityDocumentTests.java", "TestRulesTests.java");
		}
	}

}
