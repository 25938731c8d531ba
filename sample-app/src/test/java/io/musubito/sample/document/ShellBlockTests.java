package io.musubito.sample.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each block of shell commands in the documents can be copied into a shell.
 */
class ShellBlockTests {

	private static final Path ROOT = Path.of("..");

	private static final Set<String> COMMANDS = Set.of("install", "openssl", "mvn", "java", "curl", "sqlite3");

	static Stream<Arguments> blocks() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs")); Stream<Path> root = Files.list(ROOT)) {
			return Stream.concat(docs, root)
				.filter((file) -> file.toString().endsWith(".md"))
				.map((file) -> ROOT.relativize(file).toString())
				.sorted()
				.toList()
				.stream()
				.flatMap((file) -> Document.read(file).blocks("sh").stream().map((block) -> Arguments.of(file, block)));
		}
	}

	@Test
	void thereAreBlocks() throws IOException {
		assertThat(blocks().map((block) -> block.get()[0])).contains("README.md", "docs/first-hour.md",
				"docs/spring-ai.md");
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void isOneThatAShellTakes(String document, String block) {
		assertThat(bash(block, "-n")).as(document).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void hasCommandsOnlyAndNoAnswers(String document, String block) {
		for (String line : block.replace("\\\n", " ").lines().filter((text) -> !text.isBlank()).toList()) {
			String command = line.strip().split("[\\s=]", 2)[0];
			assertThat(COMMANDS.contains(command) || command.matches("[A-Z]+")).as("%s: %s", document, line).isTrue();
			assertThat(line).as("an answer of the endpoint in %s", document)
				.doesNotContain("\":{\"", "\":[{")
				.doesNotContainPattern("(?<![\\w'\"])<\\w+>|\\w/<\\w+>");
		}
	}

	private static String bash(String script, String... options) {
		try {
			Process process = new ProcessBuilder(Stream.concat(Stream.of("bash"), Stream.of(options)).toList())
				.redirectErrorStream(true)
				.start();
			process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
			process.getOutputStream().close();
			return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void seesABlockThatIsBroken() {
		assertThat(bash("curl localhost | grep '\"cache\":{", "-n")).contains("unexpected EOF");
	}

}
