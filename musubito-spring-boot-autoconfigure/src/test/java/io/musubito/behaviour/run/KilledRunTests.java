package io.musubito.behaviour.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.musubito.MusubitoRuns;
import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.testing.JavaProcess;
import io.musubito.testing.ModelStandIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A run with ten nodes whose process is killed at the seventh, and what becomes of it.
 */
@Tag("process")
@Tag("slow")
@Timeout(240)
class KilledRunTests {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	@TempDir
	Path directory;

	private ModelStandIn model;

	private final List<JavaProcess> processes = new ArrayList<>();

	@BeforeEach
	void start() throws IOException {
		this.model = ModelStandIn.start();
	}

	@AfterEach
	void stop() {
		this.processes.forEach(JavaProcess::close);
		this.model.close();
	}

	@Test
	void aSecondProcessGoesOnAtTheSeventhNode() throws Exception {
		String killed = runAndKillAtTheSeventhNode();
		assertThat(process(killed).finish(LIMIT))
			.anySatisfy((line) -> assertThat(line).startsWith("resumed by ").endsWith(" SUCCESS"));
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
		process().finish(LIMIT);
		assertThat(this.model.takeAsked()).containsExactly("7", "8", "9", "10");
	}

	@Test
	void aKilledResumptionDoesNotBlockTheNextOne() throws Exception {
		String killed = runAndKillAtTheSeventhNode();
		this.model.block("8");
		JavaProcess second = process(killed);
		try (ConfigurableApplicationContext context = TenSteps.start(this.directory, this.model.url())) {
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			awaitAsked("8");
			RunView running = runs.recent(1).get(0);
			assertThat(running.resumedFrom()).isEqualTo(killed);
			assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> runs.resume(killed))
				.withMessageContaining("run '" + running.runId() + "' is resuming it since");
			assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> runs.resume(running.runId()))
				.withMessageContaining("in process " + second.pid());
			second.kill();
			this.model.unblock();
			assertThat(runs.find(running.runId()).orElseThrow().status()).isEqualTo(RunStatus.ABANDONED);
			assertThat(runs.resume(killed).status()).isEqualTo(RunStatus.SUCCESS);
		}
		assertThat(this.model.takeAsked()).containsExactly("7", "8", "8", "9", "10");
	}

	private String runAndKillAtTheSeventhNode() throws Exception {
		this.model.block("7");
		JavaProcess first = process();
		assertThat(this.model.awaitBlocked()).as(first.toString()).isTrue();
		String runId;
		try (ConfigurableApplicationContext context = TenSteps.start(this.directory, this.model.url())) {
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			RunView running = runs.recent(1).get(0);
			assertThat(running.status()).isEqualTo(RunStatus.RUNNING);
			runId = running.runId();
			assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> runs.resume(runId))
				.withMessageContaining(
						"it is still running, since " + running.startedAt() + ", in process " + first.pid());
			first.kill();
			assertThat(runs.find(runId).orElseThrow().status()).isEqualTo(RunStatus.ABANDONED);
		}
		assertThat(this.model.takeAsked()).as("asked by the first").containsExactly("1", "2", "3", "4", "5", "6", "7");
		this.model.unblock();
		return runId;
	}

	private void awaitAsked(String question) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.model.asked().contains(question));
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

	private JavaProcess process(String... arguments) {
		JavaProcess process = JavaProcess
			.of(TenSteps.class,
					Stream.concat(Stream.of(this.directory, this.model.url()), Stream.of(arguments)).toArray())
			.start();
		this.processes.add(process);
		return process;
	}

}
