package io.musubito.behaviour.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.musubito.MusubitoRuns;
import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.testing.ModelStandIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A run with ten nodes whose process is killed at the seventh, and what becomes of it.
 */
@Timeout(240)
class KilledRunTests {

	@TempDir
	Path directory;

	private ModelStandIn model;

	private final List<Process> processes = new ArrayList<>();

	@BeforeEach
	void start() throws IOException {
		this.model = ModelStandIn.start();
	}

	@AfterEach
	void stop() {
		this.processes.forEach(Process::destroyForcibly);
		this.model.close();
	}

	@Test
	void aSecondProcessGoesOnAtTheSeventhNode() throws Exception {
		String killed = runAndKillAtTheSeventhNode();
		Process second = process("second", killed);
		assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
		assertThat(second.exitValue()).as(output("second")).isZero();
		assertThat(output("second")).contains("resumed by ", " SUCCESS");
		assertThat(this.model.takeAsked()).as("asked by the second").containsExactly("7", "8", "9", "10");
		try (ConfigurableApplicationContext context = TenSteps.start(this.directory, this.model.url())) {
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			List<RunView> recent = runs.recent(10);
			assertThat(recent).extracting(RunView::status).containsExactly(RunStatus.SUCCESS, RunStatus.ABANDONED);
			assertThat(recent).extracting(RunView::pipeline).containsOnly(TenSteps.PIPELINE);
			assertThat(recent).extracting(RunView::resumedFrom).containsExactly(killed, null);
			assertThat(outcomes(runs, killed)).isEqualTo(repeat("EXECUTED FIRST_EXECUTION", 1, 6));
			List<String> expected = repeat("REPLAYED null", 1, 6);
			expected.addAll(repeat("EXECUTED FIRST_EXECUTION", 7, 10));
			assertThat(outcomes(runs, recent.get(0).runId())).hasSameSizeAs(expected);
			assertThat(outcomes(runs, recent.get(0).runId()).subList(0, 6)).isEqualTo(expected.subList(0, 6));
			assertThat(outcomes(runs, recent.get(0).runId()).subList(6, 10))
				.allSatisfy((outcome) -> assertThat(outcome).contains("EXECUTED"));
			assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> runs.resume(killed))
				.withMessageContaining("run '" + recent.get(0).runId() + "' has resumed it already");
		}
		assertThat(this.model.takeAsked()).isEmpty();
	}

	@Test
	void callingThePipelineAgainGoesOnAtTheSeventhNodeToo() throws Exception {
		runAndKillAtTheSeventhNode();
		Process second = process("second");
		assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
		assertThat(second.exitValue()).as(output("second")).isZero();
		assertThat(this.model.takeAsked()).containsExactly("7", "8", "9", "10");
	}

	@Test
	void aKilledResumptionDoesNotBlockTheNextOne() throws Exception {
		String killed = runAndKillAtTheSeventhNode();
		this.model.block("8");
		Process second = process("second", killed);
		try (ConfigurableApplicationContext context = TenSteps.start(this.directory, this.model.url())) {
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			awaitAsked("8");
			RunView underWay = runs.recent(1).get(0);
			assertThat(underWay.resumedFrom()).isEqualTo(killed);
			assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> runs.resume(killed))
				.withMessageContaining("run '" + underWay.runId() + "' is resuming it since");
			assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> runs.resume(underWay.runId()))
				.withMessageContaining("in process " + second.pid());
			kill(second);
			this.model.unblock();
			assertThat(runs.find(underWay.runId()).orElseThrow().status()).isEqualTo(RunStatus.ABANDONED);
			assertThat(runs.resume(killed).status()).isEqualTo(RunStatus.SUCCESS);
		}
		assertThat(this.model.takeAsked()).containsExactly("7", "8", "8", "9", "10");
	}

	private String runAndKillAtTheSeventhNode() throws Exception {
		this.model.block("7");
		Process first = process("first");
		assertThat(this.model.awaitBlocked()).as(output("first")).isTrue();
		String runId;
		try (ConfigurableApplicationContext context = TenSteps.start(this.directory, this.model.url())) {
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			RunView running = runs.recent(1).get(0);
			assertThat(running.status()).isEqualTo(RunStatus.RUNNING);
			runId = running.runId();
			assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> runs.resume(runId))
				.withMessageContaining(
						"it is still running, since " + running.startedAt() + ", in process " + first.pid());
			kill(first);
			assertThat(runs.find(runId).orElseThrow().status()).isEqualTo(RunStatus.ABANDONED);
		}
		assertThat(this.model.takeAsked()).as("asked by the first").containsExactly("1", "2", "3", "4", "5", "6", "7");
		this.model.unblock();
		return runId;
	}

	private void awaitAsked(String question) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.model.asked().contains(question));
	}

	private static void kill(Process process) throws InterruptedException {
		process.destroyForcibly();
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
	}

	private static List<String> repeat(String outcome, int from, int to) {
		return new ArrayList<>(IntStream.rangeClosed(from, to).mapToObj((number) -> outcome).toList());
	}

	private static List<String> outcomes(MusubitoRuns runs, String runId) {
		return runs.find(runId)
			.orElseThrow()
			.steps()
			.stream()
			.map((step) -> step.outcome() + " " + step.reason())
			.toList();
	}

	private Process process(String name, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), TenSteps.class.getName(), this.directory.toString(),
						this.model.url()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.directory.resolve(name + ".txt").toFile())
			.start();
		this.processes.add(process);
		return process;
	}

	private String output(String name) throws IOException {
		return Files.readString(this.directory.resolve(name + ".txt"));
	}

}
