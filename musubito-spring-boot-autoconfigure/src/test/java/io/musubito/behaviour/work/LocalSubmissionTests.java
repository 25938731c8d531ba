package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import io.musubito.RunHandle;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.StoreException;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What holds of runs that are submitted where nothing carries them to other processes.
 */
class LocalSubmissionTests extends AbstractSubmissionTests {

	@TempDir
	Path directory;

	@Override
	ConfigurableApplicationContext start(int concurrency) {
		return Engine.in(this.directory).start(Reviewing.class, "musubito.workers.concurrency=" + concurrency);
	}

	@Test
	void whatWaitsIsAbandonedWithItsApplicationAndCanBeResumed() throws InterruptedException {
		ConfigurableApplicationContext first = instance(1);
		Reviewing.gate = new CountDownLatch(1);
		RunHandle running = runs(first).submit("review", "running", 1);
		awaitStarted("judge");
		RunHandle waiting = runs(first).submit("review", "waiting", 1);
		assertThat(waiting.status()).isEqualTo(RunStatus.SUBMITTED);
		first.close();
		Reviewing.gate.countDown();
		ConfigurableApplicationContext second = instance(1);
		assertThat(runs(second).find(running.runId())).get().extracting(RunView::status).isEqualTo(RunStatus.ABANDONED);
		assertThat(runs(second).find(waiting.runId())).get().extracting(RunView::status).isEqualTo(RunStatus.ABANDONED);
		RunView resumed = runs(second).resume(running.runId());
		assertThat(resumed.steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.REPLAYED, StepOutcome.EXECUTED);
		assertThat(runs(second).resume(waiting.runId()).status()).isEqualTo(RunStatus.SUCCESS);
	}

	@Test
	void nothingIsCalledThatCannotBeKept() {
		instance(1).close();
		try (ConfigurableApplicationContext readOnly = Engine.in(this.directory)
			.start(Reviewing.class, "musubito.store.access=read-only")) {
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> runs(readOnly).submit("review", "x", 1))
				.withMessageContaining("no run is submitted");
		}
		try (ConfigurableApplicationContext disabled = Engine.in(this.directory)
			.start(Reviewing.class, "musubito.enabled=false")) {
			assertThatIllegalArgumentException().isThrownBy(() -> runs(disabled).submit("review", "x", 1))
				.withMessageContaining("or musubito.enabled is false");
		}
		assertThat(Reviewing.STARTED).isEmpty();
	}

}
