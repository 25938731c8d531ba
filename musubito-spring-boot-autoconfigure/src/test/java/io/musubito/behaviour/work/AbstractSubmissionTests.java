package io.musubito.behaviour.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.musubito.MusubitoRuns;
import io.musubito.RunHandle;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What holds of runs that are submitted, whatever carries them.
 */
@Timeout(120)
abstract class AbstractSubmissionTests {

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	/**
	 * Starts an application on the database of the test.
	 * @param concurrency how many runs it calls at a time
	 */
	abstract ConfigurableApplicationContext start(int concurrency);

	@BeforeEach
	void forget() {
		Reviewing.STARTED.clear();
		Reviewing.gate = new CountDownLatch(0);
	}

	@AfterEach
	void close() {
		Reviewing.gate.countDown();
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	ConfigurableApplicationContext instance(int concurrency) {
		ConfigurableApplicationContext context = start(concurrency);
		this.contexts.add(context);
		return context;
	}

	static MusubitoRuns runs(ConfigurableApplicationContext context) {
		return context.getBean(MusubitoRuns.class);
	}

	@Test
	void aRunIsCalledAndHasItsJournal() throws InterruptedException {
		ConfigurableApplicationContext context = instance(2);
		Reviewing.gate = new CountDownLatch(1);
		RunHandle handle = runs(context).submit("review", "diff 1", 3);
		assertThat(handle.status()).isIn(RunStatus.SUBMITTED, RunStatus.RUNNING);
		assertThat(runs(context).find(handle.runId())).get().extracting(RunView::pipeline).isEqualTo("review");
		Reviewing.gate.countDown();
		RunView run = handle.join();
		assertThat(run.runId()).isEqualTo(handle.runId());
		assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(run.steps()).extracting(StepView::operation, StepView::outcome)
			.containsExactly(tuple("read", StepOutcome.EXECUTED), tuple("judge", StepOutcome.EXECUTED));
		RunView again = runs(context).submit("review", "diff 1", 3).join();
		assertThat(again.steps()).extracting(StepView::outcome).containsOnly(StepOutcome.REPLAYED);
		assertThat(Reviewing.STARTED).hasSize(2);
	}

	@Test
	void aPipelineThatFailsIsCalledOnce() throws InterruptedException {
		ConfigurableApplicationContext context = instance(2);
		RunView run = runs(context).submit("break", "diff 2").join();
		assertThat(run.status()).isEqualTo(RunStatus.FAILED);
		assertThat(run.steps()).hasSize(1);
		assertThat(runs(context).recent(10)).hasSize(1);
	}

	@Test
	void manyAreCalledAndEachOnce() throws InterruptedException {
		ConfigurableApplicationContext context = instance(4);
		List<RunHandle> handles = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			handles.add(runs(context).submit("review", "diff " + i, i));
		}
		for (RunHandle handle : handles) {
			assertThat(handle.join().status()).isEqualTo(RunStatus.SUCCESS);
		}
		assertThat(Reviewing.STARTED).hasSize(80).doesNotHaveDuplicates();
		assertThat(runs(context).recent(100)).hasSize(40);
	}

	@Test
	void whatCannotBeCalledIsRefused() {
		MusubitoRuns runs = runs(instance(1));
		assertThatIllegalArgumentException().isThrownBy(() -> runs.submit("reviw", "x", 1))
			.withMessage("There is no pipeline 'reviw'. Did you mean 'review'?");
		assertThatIllegalArgumentException().isThrownBy(() -> runs.submit("review", "x"))
			.withMessageContaining("can't be called with 1 argument: its parameters are (java.lang.String diff, int");
		assertThatIllegalArgumentException().isThrownBy(() -> runs.submit("review", 1, 1))
			.withMessageContaining(
					"its parameter 'diff' is of type java.lang.String, and the argument is of " + "java.lang.Integer");
		assertThatIllegalArgumentException().isThrownBy(() -> runs.submit("review", "x", null))
			.withMessageContaining("'strictness' is of type int, and the argument is null");
		assertThatIllegalArgumentException().isThrownBy(() -> runs.submit("thread", Thread.currentThread()))
			.withMessageContaining("arguments can't be stored");
		assertThatIllegalArgumentException().isThrownBy(() -> runs.submit("later", "x"))
			.withMessageContaining("@Async without a result");
		assertThat(runs.recent(10)).isEmpty();
		assertThat(Reviewing.STARTED).isEmpty();
	}

	static void awaitStarted(String step) {
		Awaitility.await().until(() -> Reviewing.STARTED.stream().anyMatch((started) -> started.startsWith(step)));
	}

}
