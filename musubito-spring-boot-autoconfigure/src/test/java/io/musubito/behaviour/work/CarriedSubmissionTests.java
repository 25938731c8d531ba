package io.musubito.behaviour.work;

import java.util.concurrent.CountDownLatch;

import io.musubito.RunHandle;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of runs that are submitted where db-scheduler carries them.
 */
abstract class CarriedSubmissionTests extends AbstractSubmissionTests {

	@Test
	void anInstanceThatOnlySendsLeavesThemToOthers() throws InterruptedException {
		ConfigurableApplicationContext sender = instance(0);
		RunHandle handle = runs(sender).submit("review", "diff", 1);
		assertThat(handle.status()).isEqualTo(RunStatus.SUBMITTED);
		instance(2);
		assertThat(handle.join().status()).isEqualTo(RunStatus.SUCCESS);
	}

	@Test
	void whatAnApplicationDoesNotCompleteIsResumedByAnotherOne() throws InterruptedException {
		ConfigurableApplicationContext sender = instance(0);
		ConfigurableApplicationContext first = instance(1);
		Reviewing.gate = new CountDownLatch(1);
		RunHandle handle = runs(sender).submit("review", "diff", 1);
		awaitStarted("judge");
		first.close();
		assertThat(runs(sender).find(handle.runId())).get().extracting(RunView::status).isEqualTo(RunStatus.ABANDONED);
		Reviewing.gate.countDown();
		instance(1);
		RunView run = handle.join();
		assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(run.resumedFrom()).isEqualTo(handle.runId());
		assertThat(run.steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.REPLAYED, StepOutcome.EXECUTED);
		assertThat(handle.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(Reviewing.STARTED).filteredOn((started) -> started.startsWith("read")).hasSize(1);
	}

}
