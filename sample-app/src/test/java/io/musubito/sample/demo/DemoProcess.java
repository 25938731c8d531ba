package io.musubito.sample.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A demo in a process of its own, and what it printed.
 *
 * @param exitCode its exit code
 * @param output what it printed to both streams
 */
record DemoProcess(int exitCode, String output) {

	private static final long TIMEOUT_SECONDS = 240;

	static DemoProcess run(List<String> command, Path directory) throws Exception {
		File output = File.createTempFile("musubito-demo", ".txt");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output);
			builder.environment().remove("OPENAI_API_KEY");
			builder.environment().remove("OPENAI_BASE_URL");
			Process process = builder.start();
			try {
				assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
			}
			finally {
				process.destroyForcibly();
			}
			return new DemoProcess(process.exitValue(), Files.readString(output.toPath()));
		}
		finally {
			Files.delete(output.toPath());
		}
	}

	void assertShowsFourRuns() {
		assertThat(this.exitCode).as(this.output).isZero();
		assertThat(section("1. Cold", "2. Warm")).contains(row("retrieve", "executed", "first execution"))
			.contains(row("draft", "executed", "first execution"))
			.contains("2 model requests;")
			.containsPattern("[1-9]\\d* tokens, 0\\.\\d+ USD; saved 0 tokens\\R")
			.doesNotContain("replayed");
		assertThat(section("2. Warm", "3. One prompt")).contains("0 model requests;")
			.containsPattern("   0 tokens; saved [1-9]\\d* tokens, 0\\.\\d+ USD")
			.doesNotContain("executed");
		assertThat(section("3. One prompt", "4. After a restart")).contains("retrieve     replayed")
			.contains("constraints  replayed")
			.contains(row("draft", "executed", "configuration changed: draft.st"))
			.contains(row("validate", "executed", "upstream changed: draft ← draft.st"))
			.contains(row("format", "executed", "upstream changed: draft ← draft.st"))
			.contains("1 model request;");
		assertThat(section("4. After a restart", "The store and the prompts are in")).contains("0 model requests;")
			.containsPattern("   0 tokens; saved [1-9]\\d* tokens, 0\\.\\d+ USD")
			.doesNotContain("executed");
		assertThat(this.output).as("no framework logs").doesNotContain("WARN").doesNotContain("INFO");
	}

	private static String row(String step, String outcome, String why) {
		return "   %-12s %-10s %s".formatted(step, outcome, why);
	}

	private String section(String from, String to) {
		var section = Pattern.compile(Pattern.quote(from) + "(.*)" + Pattern.quote(to), Pattern.DOTALL)
			.matcher(this.output);
		assertThat(section.find()).as(this.output).isTrue();
		return section.group(1);
	}

}
