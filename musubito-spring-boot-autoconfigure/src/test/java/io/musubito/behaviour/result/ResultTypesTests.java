package io.musubito.behaviour.result;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results of all kinds are the same on a cold call, on a warm one, and in another
 * process.
 */
class ResultTypesTests {

	@TempDir
	Path directory;

	@Test
	void areTheSameColdAndWarmAndInASecondProcessWhichExecutesNothing() throws Exception {
		List<String> cold = ResultTypes.call(this.directory);
		assertThat(cold).hasSize(ResultTypes.COUNT + 1).endsWith("executed " + ResultTypes.COUNT);
		List<String> expected = cold.subList(0, ResultTypes.COUNT);
		List<String> warm = ResultTypes.call(this.directory);
		assertThat(warm.subList(0, ResultTypes.COUNT)).isEqualTo(expected);
		assertThat(warm).endsWith("executed 0");
		List<String> second = inASecondProcess();
		assertThat(second).containsSubsequence(expected).endsWith("executed 0");
	}

	private List<String> inASecondProcess() throws IOException, InterruptedException {
		Path output = this.directory.resolve("output.txt");
		// Another locale and time zone: neither may matter
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Duser.language=tr", "-Duser.timezone=Asia/Tokyo", "-cp", System.getProperty("java.class.path"),
				ResultTypes.class.getName(), this.directory.toString())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.directory(new File("."))
			.start();
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
			List<String> lines = Files.readAllLines(output);
			assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
			return lines;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
