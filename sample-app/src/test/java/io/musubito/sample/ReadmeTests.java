package io.musubito.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README shows code that compiles and commands that are run.
 */
class ReadmeTests {

	private static final Path ROOT = Path.of("..");

	@Test
	void showsCodeOfTheSample() throws IOException {
		String sources = sources(ROOT.resolve("sample-app/src/main/java"));
		List<String> snippets = blocks("java");
		assertThat(snippets).isNotEmpty()
			.allSatisfy((snippet) -> assertThat(sources).contains(withoutIndentation(snippet)));
	}

	@Test
	void givesTheTestCommandThatIsRun() throws IOException {
		String command = "mvn -B -ntp -Pbrowser,jmh verify";
		assertThat(blocks("sh")).contains(command + "\n");
		assertThat(Files.readAllLines(ROOT.resolve(".ci/run"))).contains(command);
	}

	private static List<String> blocks(String language) throws IOException {
		return Pattern.compile("(?s)```" + language + "\n(.*?)```")
			.matcher(Files.readString(ROOT.resolve("README.md")))
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	private static String sources(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(ReadmeTests::read)
				.map(ReadmeTests::withoutIndentation)
				.collect(Collectors.joining());
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String withoutIndentation(String code) {
		return code.replaceAll("(?m)^\\s+", "");
	}

}
