package io.musubito.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.musubito.sample.SampleApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application writes into its log, line by line.
 */
@Tag("process")
class LogTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final String MODEL = "INFO io.musubito.sample.standin.StandInInitializer: No OPENAI_API_KEY is set: "
			+ "a stand-in at <address> answers in place of a model. Its answers are excerpts of the prompt "
			+ "and lines that match a pattern.";

	private static final String STORE = "<folder>/.musubito/musubito.db";

	@TempDir
	private Path folder;

	@Test
	void ofAServerThatStartsTwice() throws Exception {
		assertThat(serve()).containsExactly(MODEL,
				"INFO io.musubito.aop.StartReport: Musubito: <n> steps, new store " + STORE);
		assertThat(serve()).containsExactly(MODEL,
				"INFO io.musubito.aop.StartReport: Musubito: <n> steps, store " + STORE);
		assertThat(serve("--spring.ai.openai.chat.model=gpt-4o", "--musubito.mode=refresh")).hasSize(2)
			.last()
			.asString()
			.startsWith("INFO io.musubito.aop.StartReport: Musubito: <n> steps, store " + STORE
					+ ", mode REFRESH. Since the last start <n> steps changed: constraints (")
			.contains("property spring.ai.openai.chat.model")
			.contains("That touches <n> nodes recorded for them");
	}

	@Test
	void ofACommandLine() throws Exception {
		assertThat(ask()).containsExactly(MODEL,
				"INFO io.musubito.aop.StartReport: Musubito: <n> steps, new store " + STORE,
				"INFO io.musubito.run.RunTracker: Run 'answer' SUCCESS in <n> ms, steps {EXECUTED=<n>}, "
						+ "tokens spent <n> and saved <n>, run id <id>",
				"A refund is possible within <n> days of the first payment; write to support with the invoice number.",
				"INFO io.musubito.observation.CallTotals: Musubito: steps replayed <n>, executed <n>; tokens spent <n>, "
						+ "saved <n>; cost spent <n>, saved <n>");
		assertThat(Files.readString(this.folder.resolve("log"))).contains("steps replayed 0, executed 5;");
		assertThat(ask()).hasSize(5)
			.contains("INFO io.musubito.run.RunTracker: Run 'answer' SUCCESS in <n> ms, "
					+ "steps {REPLAYED=<n>}, tokens spent <n> and saved <n>, run id <id>");
		assertThat(Files.readString(this.folder.resolve("log"))).contains("steps replayed 5, executed 0;");
	}

	private List<String> serve(String... arguments) throws Exception {
		Process process = start(List.of("--server.port=0"), arguments);
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> !process.isAlive() || Files.readString(log()).contains("Started SampleApplication in"));
		process.destroy();
		return lines(process);
	}

	private List<String> ask() throws Exception {
		return lines(
				start(List.of("--spring.main.web-application-type=none", "--sample.ask=When is a refund possible?")));
	}

	private Process start(List<String> first, String... more) throws IOException {
		List<String> arguments = new ArrayList<>(first);
		arguments.addAll(List.of(more));
		arguments.addAll(List.of("--logging.pattern.console=%level %logger: %msg%n", "--spring.main.banner-mode=off",
				"--sample.stand-in.first-token=1ms", "--sample.stand-in.per-token=0ms"));
		ProcessBuilder builder = new ProcessBuilder(
				SecondProcess.command(System.getProperty("java.class.path"), SampleApplication.class, arguments));
		builder.environment().remove("OPENAI_API_KEY");
		return builder.directory(this.folder.toFile()).redirectErrorStream(true).redirectOutput(log().toFile()).start();
	}

	private Path log() {
		return this.folder.resolve("log");
	}

	/**
	 * All lines but what Spring Boot and Tomcat say at each start, without what differs
	 * each time.
	 */
	private List<String> lines(Process process) throws Exception {
		try {
			assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readAllLines(log())
			.stream()
			.filter((line) -> !line.matches("INFO (org\\.apache\\.|org\\.springframework\\.).*"))
			.filter((line) -> !line.contains("VM warning: Sharing is only supported"))
			.filter((line) -> !line.startsWith("INFO " + SampleApplication.class.getName()))
			.map((line) -> line.replace(this.folder.toString(), "<folder>")
				.replaceAll("http://127\\.0\\.0\\.1:\\d+", "<address>")
				.replaceAll("\\b[0-9a-f]{32}\\b", "<id>")
				.replaceAll("(?<![\\w.-])\\d+(\\.\\d+)?\\b", "<n>"))
			.toList();
	}

}
