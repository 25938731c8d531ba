package io.musubito.behaviour.usage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.musubito.BudgetExceededException;
import io.musubito.ModelUsage;
import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.execution.ModelCall;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;
import io.musubito.testing.Engine;
import io.musubito.testing.MutableClock;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a run may spend. A token of the model {@code large} costs 1, so that tokens are
 * money.
 */
@Timeout(60)
class RunBudgetTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Musubito musubito;

	private Model model;

	private Steps steps;

	private void start(@Nullable Integer budget) {
		String[] prices = { "musubito.ai.prices.large.input=1000000", "musubito.ai.prices.large.output=1000000",
				"musubito.ai.prices.local.input=0", "musubito.ai.prices.local.output=0",
				"musubito.ai.prices.reader.input=1000000", "musubito.ai.budget.per-run=" + budget };
		this.context = Engine.in(this.directory)
			.start(Application.class, (budget != null) ? prices : Arrays.copyOf(prices, 5));
		this.musubito = this.context.getBean(Musubito.class);
		this.model = this.context.getBean(Model.class);
		this.steps = this.context.getBean(Steps.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void stopsBeforeTheCallThatWouldExceedIt() {
		start(100);
		assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(() -> run(() -> {
			for (int i = 0; i < 4; i++) {
				this.steps.ask("draft " + i, large(20, 10));
			}
		}))
			.withMessageStartingWith(
					"Model 'large' is not called by step 'ask': the call is expected to cost 30. Of its "
							+ "budget of 100, run 'pipeline' (" + newest().runId() + ") has spent 90. It was spent by")
			.withMessageContaining("\n  step 'ask': 3 calls, 90 tokens, 90\n")
			.withMessageContaining("Raise musubito.ai.budget.per-run, or resume or repeat the run");
		assertThat(this.model.answered).hasValue(3);
		assertThat(newest().status()).isEqualTo(RunStatus.FAILED);
		assertThat(newest().steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.EXECUTED, StepOutcome.EXECUTED, StepOutcome.EXECUTED, StepOutcome.FAILED);
	}

	@Test
	void allOfItMayBeSpentAndNothingAfterThat() {
		start(100);
		run(() -> {
			this.steps.ask("a", large(100, 0));
			refused(() -> this.steps.other("b", new Call("large", 0, 1, 0)));
		});
		assertThat(this.model.answered).hasValue(1);
	}

	@Test
	void expectsWhatTheDearestCallOfTheSameStepCost() {
		start(100);
		run(() -> {
			this.steps.ask("a", new Call("large", 1, 10, 40));
			this.steps.ask("b", new Call("large", 1, 1, 1));
			refused(() -> this.steps.ask("c", new Call("large", 1, 1, 1)));
			this.steps.other("d", new Call("large", 1, 1, 1));
			this.steps.ask("e", new Call("reader", 1, 1, 0));
		});
		assertThat(this.model.answered).hasValue(4);
	}

	@Test
	void eachRunHasItsOwn() {
		start(100);
		for (int i = 0; i < 3; i++) {
			String question = "run " + i;
			run(() -> this.steps.ask(question, large(80, 0)));
		}
		assertThat(this.model.answered).hasValue(3);
	}

	@Test
	void callsUnderWayCount() {
		start(100);
		CyclicBarrier barrier = new CyclicBarrier(16);
		AtomicInteger refused = new AtomicInteger();
		run(() -> this.musubito.forEach(IntStream.range(0, 16).boxed().toList()).concurrency(16).apply((item) -> {
			await(barrier);
			ModelCall call = null;
			try {
				call = this.model.calls.begin(new ModelRequest("large", 30, null));
			}
			catch (BudgetExceededException ex) {
				refused.incrementAndGet();
				assertThat(ex).hasMessageContaining("running calls are expected to cost 90");
			}
			await(barrier);
			if (call != null) {
				call.answered(new ModelUsage("large", 1, 30, 0, 0));
			}
			return item;
		}));
		assertThat(refused).hasValue(13);
	}

	@Test
	void pipelinesWithinARunShareIt() {
		start(100);
		run(() -> {
			this.steps.ask("a", large(60, 0));
			this.musubito.pipeline("inner", () -> {
				refused(() -> this.steps.other("b", large(50, 0)));
				return this.steps.other("c", large(30, 0));
			});
			refused(() -> this.steps.ask("d", large(20, 0)));
		});
		assertThat(this.model.answered).hasValue(2);
	}

	@Test
	void aCallThatFailedGivesBackWhatItReserved() {
		start(100);
		run(() -> {
			ModelCall call = this.model.calls.begin(new ModelRequest("large", 80, null));
			refused(() -> this.steps.ask("a", large(80, 0)));
			call.failed();
			call.failed();
			call.answered(new ModelUsage("large", 1, 80, 0, 0));
			this.steps.ask("b", large(80, 0));
			assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(() -> this.steps.ask("c", large(80, 0)))
				.withMessageContaining("has spent 80. It was spent by");
		});
	}

	@Test
	void aResumedRunReplaysAndGoesOnWithABudgetOfItsOwn() {
		start(100);
		Flow flow = this.context.getBean(Flow.class);
		assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(() -> flow.run(4));
		RunView resumed = this.context.getBean(MusubitoRuns.class).resume(newest().runId());
		assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(resumed.steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.REPLAYED, StepOutcome.REPLAYED, StepOutcome.REPLAYED, StepOutcome.EXECUTED);
		assertThat(this.model.answered).hasValue(4);
	}

	@Test
	void whatCostsNothingIsCalledWhenTheBudgetIsSpent() {
		start(100);
		run(() -> {
			this.steps.ask("a", new Call("large", 1, 500, 0));
			this.steps.ask("b", new Call("local", 1_000_000, 1_000_000, 1_000_000));
		});
		assertThat(this.model.answered).hasValue(2);
	}

	@Test
	void refusesAModelWithoutAPrice() {
		start(100);
		run(() -> assertThatExceptionOfType(BudgetExceededException.class)
			.isThrownBy(() -> this.steps.ask("a", new Call("gpt-4.1", 1, 1, 1)))
			.withMessageContaining("Model 'gpt-4.1' is not called, because it has no price")
			.withMessageContaining("Set musubito.ai.prices.[gpt-4.1].input"));
		assertThat(this.model.answered).hasValue(0);
	}

	@Test
	void spendsNothingMoreWhenItIsNotKnownWhatWasSpent() {
		start(100);
		run(() -> {
			this.steps.ask("a", new Call("reader", 1, 1, 1));
			assertThatExceptionOfType(BudgetExceededException.class)
				.isThrownBy(() -> this.steps.other("b", large(1, 0)))
				.withMessageContaining("models [reader] used tokens that have no price");
			this.steps.other("c", new Call("local", 1, 1, 1));
		});
	}

	@Test
	void countsAModelThatTheRequestDoesNotName() {
		start(100);
		run(() -> {
			this.steps.unnamed("a", large(60, 0));
			assertThatExceptionOfType(BudgetExceededException.class)
				.isThrownBy(() -> this.steps.unnamed("b", large(1, 0)))
				.withMessageStartingWith("A model that the request does not name is not called by step 'unnamed': the "
						+ "call is expected to cost 60.");
		});
	}

	@Test
	void nothingIsRefusedOutsideOfRunsOrWithoutABudget() {
		start(100);
		for (int i = 0; i < 3; i++) {
			this.steps.ask("alone " + i, large(80, 0));
		}
		this.steps.ask("alone", new Call("unknown", 1, 1, 1));
		stop();
		start(null);
		run(() -> {
			this.steps.ask("a", large(500, 0));
			this.steps.ask("b", large(500, 0));
			this.steps.ask("c", new Call("unknown", 1, 1, 1));
		});
	}

	@Test
	void callsOutsideOfStepsCount() {
		start(100);
		run(() -> {
			this.model.ask(large(90, 0));
			assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(() -> this.steps.ask("a", large(20, 0)))
				.withMessageContaining("\n  code outside of steps: 1 call, 90 tokens, 90\n");
		});
	}

	@Test
	void noOldResultTakesThePlaceOfARefusedCall() {
		start(100);
		run(() -> this.steps.rate("a", large(80, 0)));
		run(() -> this.steps.rateInDisguise("a", large(80, 0)));
		this.context.getBean(MutableClock.class).advance(Duration.ofHours(2));
		run(() -> {
			this.steps.ask("b", large(80, 0));
			refused(() -> this.steps.rate("a", large(80, 0)));
			assertThatIllegalStateException().isThrownBy(() -> this.steps.rateInDisguise("a", large(80, 0)));
		});
	}

	@Test
	void whatABodyMakesOfARefusalIsNotReplayed() {
		start(100);
		run(() -> {
			this.steps.ask("a", large(80, 0));
			assertThat(this.steps.fallback("b", large(80, 0))).isEqualTo("no answer");
		});
		run(() -> assertThat(this.steps.fallback("b", large(80, 0))).isEqualTo("answer"));
	}

	@Test
	void whoWaitedForARefusedCallTriesForItself() throws Exception {
		start(100);
		FutureTask<String> leader = new FutureTask<>(() -> this.musubito.pipeline("poor", () -> {
			this.steps.ask("a", large(80, 0));
			return this.steps.blocking("b", large(80, 0));
		}));
		FutureTask<String> joiner = new FutureTask<>(
				() -> this.musubito.pipeline("rich", () -> this.steps.blocking("b", large(80, 0))));
		new Thread(leader).start();
		assertThat(this.steps.entered().await(10, TimeUnit.SECONDS)).isTrue();
		Thread joining = new Thread(joiner);
		joining.start();
		Awaitility.await().until(() -> joining.getState() == Thread.State.WAITING);
		this.steps.released().countDown();
		assertThat(joiner.get(10, TimeUnit.SECONDS)).isEqualTo("answer");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(leader::get)
			.withCauseInstanceOf(BudgetExceededException.class);
	}

	private void run(Runnable body) {
		this.musubito.pipeline("pipeline", () -> {
			body.run();
			return null;
		});
	}

	private RunView newest() {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		return runs.find(runs.recent(1).get(0).runId()).orElseThrow();
	}

	private static void refused(Runnable call) {
		assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(call::run);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Call large(long input, long output) {
		return new Call("large", input + output, input, output);
	}

	/**
	 * A call of a model.
	 *
	 * @param model the model
	 * @param estimate the tokens that it is thought to read
	 * @param input the tokens that it reads
	 * @param output the tokens that it writes
	 */
	record Call(String model, long estimate, long input, long output) {

	}

	/**
	 * Stands in for what calls models.
	 */
	static class Model {

		final ModelCalls calls;

		final AtomicInteger answered = new AtomicInteger();

		Model(ModelCalls calls) {
			this.calls = calls;
		}

		String ask(Call call) {
			return ask(call.model(), call);
		}

		String ask(@Nullable String name, Call call) {
			ModelCall begun = this.calls.begin(new ModelRequest(name, call.estimate(), null));
			this.answered.incrementAndGet();
			begun.answered(new ModelUsage(call.model(), 1, call.input(), call.output(), 0));
			return "answer";
		}

	}

	static class Steps {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final Model model;

		Steps(Model model) {
			this.model = model;
		}

		@MusubitoStep(name = "ask")
		String ask(String question, Call call) {
			return this.model.ask(call);
		}

		@MusubitoStep(name = "other")
		String other(String question, Call call) {
			return this.model.ask(call);
		}

		@MusubitoStep(name = "unnamed")
		String unnamed(String question, Call call) {
			return this.model.ask(null, call);
		}

		@MusubitoStep(name = "rate", ttl = "1h", staleIfError = "1d")
		String rate(String currency, Call call) {
			return this.model.ask(call);
		}

		@MusubitoStep(name = "rate-in-disguise", ttl = "1h", staleIfError = "1d")
		String rateInDisguise(String currency, Call call) {
			try {
				return this.model.ask(call);
			}
			catch (BudgetExceededException ex) {
				throw new IllegalStateException("no rate", ex);
			}
		}

		@MusubitoStep(name = "fallback")
		String fallback(String question, Call call) {
			try {
				return this.model.ask(call);
			}
			catch (BudgetExceededException ex) {
				return "no answer";
			}
		}

		@MusubitoStep(name = "blocking")
		String blocking(String question, Call call) {
			this.entered.countDown();
			try {
				this.released.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return this.model.ask(call);
		}

		CountDownLatch entered() {
			return this.entered;
		}

		CountDownLatch released() {
			return this.released;
		}

	}

	static class Flow {

		private final Steps steps;

		Flow(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("flow")
		int run(int questions) {
			for (int i = 0; i < questions; i++) {
				this.steps.ask("question " + i, large(30, 0));
			}
			return questions;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Model.class, Steps.class, Flow.class })
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

	}

}
