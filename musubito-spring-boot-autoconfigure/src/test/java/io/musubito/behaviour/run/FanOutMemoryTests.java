package io.musubito.behaviour.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a large fan-out takes, in a process with little memory.
 */
@Timeout(300)
class FanOutMemoryTests {

	@TempDir
	Path directory;

	@Test
	void growsByLittleMoreThanTheResults() throws Exception {
		Path output = this.directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx96m", "-cp", System.getProperty("java.class.path"), FanOutProcess.class.getName(),
				this.directory.toString())
			.redirectOutput(output.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
		List<String> lines = Files.readAllLines(output);
		assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isZero();
		assertThat(lines).containsSubsequence("executed " + FanOutProcess.ITEMS, "executed 0",
				"results " + FanOutProcess.ITEMS + " true");
		// What the steps returned alone would be 200 MB
		assertThat(bytes(lines, "after ") - bytes(lines, "before ")).isLessThan(20_000_000);
	}

	private static long bytes(List<String> lines, String prefix) {
		return lines.stream()
			.filter((line) -> line.startsWith(prefix))
			.mapToLong((line) -> Long.parseLong(line.substring(prefix.length())))
			.findFirst()
			.orElseThrow();
	}

}
