package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.musubito.MusubitoRuns;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.store.RunStore;
import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that dies while it calls a pipeline that was submitted.
 */
@Tag("process")
@Tag("slow")
@Timeout(300)
class SubmittingProcessesTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void anotherProcessResumesTheRunByItself(String database) throws Exception {
		String[] properties = (database.equals("postgresql"))
				? PostgresqlServer.shared().properties(this.directory.toString()) : new String[0];
		try (ConfigurableApplicationContext observer = Engine.in(this.directory).start(Reviewing.class, properties)) {
			String runId;
			try (JavaProcess killed = SubmittingProcess.start(this.directory, "true", 1, properties)) {
				runId = SubmittingProcess.submit(killed, "diff");
				MusubitoRuns runs = observer.getBean(MusubitoRuns.class);
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.until(() -> runs.find(runId).filter((run) -> run.steps().size() == 1).isPresent());
				killed.kill();
			}
			try (JavaProcess other = SubmittingProcess.start(this.directory, "false", 1, properties)) {
				RunView run = awaitResumption(observer, runId);
				assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
				assertThat(run.steps()).extracting(StepView::outcome)
					.containsExactly(StepOutcome.REPLAYED, StepOutcome.EXECUTED);
				assertThat(SubmittingProcess.submit(other, "another diff")).isNotEmpty();
			}
		}
	}

	private static RunView awaitResumption(ConfigurableApplicationContext observer, String runId) {
		MusubitoRuns runs = observer.getBean(MusubitoRuns.class);
		RunStore store = observer.getBean(RunStore.class);
		Awaitility.await()
			.atMost(Duration.ofSeconds(150))
			.pollInterval(Duration.ofMillis(200))
			.until(() -> resumption(store, runs, runId).filter((run) -> run.status() == RunStatus.SUCCESS).isPresent());
		return resumption(store, runs, runId).orElseThrow();
	}

	private static Optional<RunView> resumption(RunStore store, MusubitoRuns runs, String runId) {
		return store.findResumption(runId).flatMap(runs::find);
	}

}
