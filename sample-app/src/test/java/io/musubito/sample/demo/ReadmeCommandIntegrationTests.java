package io.musubito.sample.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's first command, from the point where Maven has built the jar.
 */
class ReadmeCommandIntegrationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	@Test
	void runsTheDemo() throws Exception {
		Matcher command = Pattern.compile("(?m)^mvn .* package && java (-jar \\S+ --demo)$")
			.matcher(Files.readString(ROOT.resolve("README.md")));
		assertThat(command.find()).as("the README has a command that builds and runs the demo").isTrue();
		List<String> java = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		java.addAll(List.of(command.group(1).split(" ")));
		DemoProcess.run(java, ROOT).assertShowsFourRuns();
	}

}
