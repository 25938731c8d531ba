package io.musubito.behaviour.usage;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.musubito.ModelUsage;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.RunView;
import io.musubito.Spending;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.Usage;
import io.musubito.execution.ModelCall;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What models use in steps: to whom it counts, and what a replay saves.
 */
class UsageTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Musubito musubito;

	private Steps steps;

	private Inner inner;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.steps = this.context.getBean(Steps.class);
		this.inner = this.context.getBean(Inner.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void restart() {
		stop();
		start();
	}

	@Test
	void executionsSpendAndReplaysSaveAlsoAfterARestart() {
		StepView cold = only(run(() -> this.inner.ask("a")));
		assertThat(cold.spent()).isEqualTo(Spending.of(used(1)));
		assertThat(cold.savings()).isEqualTo(Spending.NONE);
		assertThat(only(run(() -> this.inner.ask("a"))).savings()).isEqualTo(Spending.of(used(1)));
		restart();
		StepView warm = only(run(() -> this.inner.ask("a")));
		assertThat(warm.spent()).isEqualTo(Spending.NONE);
		assertThat(warm.savings()).isEqualTo(Spending.of(used(1)));
		assertThat(node(cold).spent()).isEqualTo(Spending.of(used(1)));
	}

	@Test
	void severalCallsAddUpByModel() {
		StepView step = only(run(() -> this.steps.several("a")));
		assertThat(step.spent().usage().models()).containsExactly(new ModelUsage("large", 1, 100, 50, 0),
				new ModelUsage("small", 2, 20, 10, 8));
	}

	@Test
	void stepsThatWereCalledCountTheirOwnAndAReplaySavesAll() {
		List<StepView> cold = run(() -> this.steps.outer("a"));
		assertThat(cold).extracting(StepView::operation).containsExactly("inner", "outer");
		assertThat(cold).extracting(StepView::spent).containsOnly(Spending.of(used(1)));
		assertThat(newest().spent()).isEqualTo(Spending.of(used(2)));
		StepView warm = only(run(() -> this.steps.outer("a")));
		assertThat(warm.savings()).isEqualTo(Spending.of(used(2)));
	}

	@Test
	void whatWasReplayedWithinAnExecutionIsNotSpentByIt() {
		run(() -> this.inner.ask("a"));
		List<StepView> steps = run(() -> this.steps.outer("a"));
		assertThat(steps.get(0).savings()).isEqualTo(Spending.of(used(1)));
		assertThat(steps.get(1).spent()).isEqualTo(Spending.of(used(1)));
		assertThat(only(run(() -> this.steps.outer("a"))).savings()).isEqualTo(Spending.of(used(1)));
	}

	@Test
	void failuresHaveSpentToo() {
		assertThatIllegalStateException().isThrownBy(() -> run(() -> this.steps.failing("a")));
		assertThat(newestWithSteps().steps().get(0).spent()).isEqualTo(Spending.of(used(1)));
	}

	@Test
	void whatIsToldAfterTheStepIsAddedToIt() {
		ModelCall[] late = new ModelCall[1];
		StepView step = only(run(() -> this.steps.late("a", late)));
		assertThat(step.spent()).isEqualTo(Spending.of(used(1)));
		late[0].answered(Application.SMALL);
		Awaitility.await()
			.untilAsserted(() -> assertThat(newestWithSteps().steps().get(0).spent()).isEqualTo(Spending.of(used(2))));
		assertThat(node(step).spent()).isEqualTo(Spending.of(used(2)));
		assertThat(only(run(() -> this.steps.late("a", late))).savings()).isEqualTo(Spending.of(used(2)));
	}

	@Test
	void theFirstWordOfACallCounts() {
		ModelCall[] call = new ModelCall[1];
		run(() -> this.steps.late("a", call));
		call[0].failed();
		call[0].answered(Application.SMALL);
		assertThat(newestWithSteps().steps().get(0).spent()).isEqualTo(Spending.of(used(1)));
	}

	@Test
	void aReplayUnderOtherParentsSavesTheSame() {
		run(() -> this.steps.consume(this.steps.source("a")));
		// Another producer with the same result: early cutoff
		List<StepView> steps = run(() -> this.steps.consume(this.steps.source("b")));
		assertThat(steps.get(1).outcome()).isEqualTo(StepOutcome.REPLAYED);
		assertThat(steps.get(1).savings()).isEqualTo(Spending.of(used(1)));
		restart();
		assertThat(run(() -> this.steps.consume(this.steps.source("b"))).get(1).savings())
			.isEqualTo(Spending.of(used(1)));
	}

	@Test
	void whoJoinsAnExecutionSavesIt() throws Exception {
		FutureTask<StepView> leader = new FutureTask<>(() -> only(run(() -> this.steps.blocking("a"))));
		FutureTask<StepView> joiner = new FutureTask<>(() -> only(run(() -> this.steps.blocking("a"))));
		Thread joining = new Thread(joiner);
		new Thread(leader).start();
		assertThat(this.steps.entered().await(10, TimeUnit.SECONDS)).isTrue();
		joining.start();
		Awaitility.await().until(() -> joining.getState() == Thread.State.WAITING);
		this.steps.released().countDown();
		assertThat(leader.get(10, TimeUnit.SECONDS)).isNotNull();
		assertThat(joiner.get(10, TimeUnit.SECONDS)).isNotNull();
		assertThat(runs().recent(2)).extracting(RunView::spent)
			.containsExactlyInAnyOrder(Spending.of(used(1)), Spending.NONE);
		assertThat(runs().recent(2)).extracting(RunView::savings)
			.containsExactlyInAnyOrder(Spending.of(used(1)), Spending.NONE);
	}

	@Test
	void resultsThatArriveLaterCount() {
		for (int i = 0; i < 2; i++) {
			boolean cold = i == 0;
			for (StepView step : run(() -> {
				this.steps.future("a").join();
				this.steps.mono("a").block();
				this.steps.flux("a").collectList().block();
			})) {
				assertThat(cold ? step.spent() : step.savings()).as(step.operation()).isEqualTo(Spending.of(used(1)));
			}
		}
	}

	@Test
	void effectsCount() {
		assertThat(only(run(() -> this.steps.send("a"))).spent()).isEqualTo(Spending.of(used(1)));
		restart();
		assertThat(only(run(() -> this.steps.send("a"))).savings()).isEqualTo(Spending.of(used(1)));
	}

	@Test
	void anAnswerThatIsNotToBeKeptIsAskedForAgain() {
		run(() -> this.steps.cutOff("a"));
		assertThat(only(run(() -> this.steps.cutOff("a"))).outcome()).isEqualTo(StepOutcome.EXECUTED);
	}

	@Test
	void anAnswerThatTurnsOutLaterNotToBeKeptIsAskedForAgain() {
		ModelCall[] late = new ModelCall[1];
		run(() -> this.steps.late("a", late));
		late[0].notToBeKept();
		StepView again = only(run(() -> this.steps.late("a", late)));
		assertThat(again.outcome()).isEqualTo(StepOutcome.EXECUTED);
		assertThat(again.reason()).isEqualTo(Reason.STALE);
		assertThat(only(run(() -> this.steps.late("a", late))).outcome()).isEqualTo(StepOutcome.REPLAYED);
	}

	@Test
	void fansOutWithoutLosingACount() {
		this.musubito.pipeline("fan-out",
				() -> this.musubito.forEach(List.of("a", "b", "c", "d", "e", "f", "g", "h"))
					.concurrency(4)
					.apply(this.inner::ask));
		assertThat(newest().spent()).isEqualTo(Spending.of(used(8)));
	}

	private List<StepView> run(Runnable body) {
		this.musubito.pipeline("pipeline", () -> {
			body.run();
			return null;
		});
		return newestWithSteps().steps();
	}

	private static StepView only(List<StepView> steps) {
		assertThat(steps).hasSize(1);
		return steps.get(0);
	}

	private RunView newest() {
		return runs().recent(1).get(0);
	}

	private RunView newestWithSteps() {
		return runs().find(newest().runId()).orElseThrow();
	}

	private MusubitoRuns runs() {
		return this.context.getBean(MusubitoRuns.class);
	}

	private NodeView node(StepView step) {
		return this.context.getBean(MusubitoLineage.class).find(step.nodeId()).orElseThrow();
	}

	private static Usage used(int calls) {
		return new Usage(Collections.nCopies(calls, Application.SMALL));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Steps.class, Inner.class })
	static class Application {

		static final ModelUsage SMALL = new ModelUsage("small", 1, 10, 5, 4);

		static void callAModel(ModelCalls models, ModelUsage usage) {
			models.begin(new ModelRequest(usage.model(), usage.inputTokens(), null)).answered(usage);
		}

	}

	record Text(String value) {

	}

	static class Inner {

		private final ModelCalls models;

		Inner(ModelCalls models) {
			this.models = models;
		}

		@MusubitoStep(name = "inner")
		String ask(String question) {
			Application.callAModel(this.models, Application.SMALL);
			return question;
		}

	}

	static class Steps {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final ModelCalls models;

		private final Inner inner;

		Steps(ModelCalls models, Inner inner) {
			this.models = models;
			this.inner = inner;
		}

		@MusubitoStep(name = "several")
		String several(String question) {
			ask();
			ask();
			Application.callAModel(this.models, new ModelUsage("large", 1, 100, 50, 0));
			return question;
		}

		@MusubitoStep(name = "outer")
		String outer(String question) {
			ask();
			return this.inner.ask(question) + "!";
		}

		@MusubitoStep(name = "failing")
		String failing(String question) {
			ask();
			throw new IllegalStateException(question);
		}

		@MusubitoStep(name = "late")
		String late(String question, @MusubitoIgnore ModelCall[] call) {
			ask();
			call[0] = this.models.begin(new ModelRequest("small", 1, null));
			return question;
		}

		@MusubitoStep(name = "source")
		Text source(String question) {
			return new Text("the same");
		}

		@MusubitoStep(name = "consume")
		String consume(Text text) {
			ask();
			return text.value();
		}

		@MusubitoStep(name = "blocking")
		String blocking(String question) {
			ask();
			this.entered.countDown();
			try {
				this.released.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return question;
		}

		@MusubitoStep(name = "future")
		CompletableFuture<String> future(String question) {
			ask();
			return CompletableFuture.completedFuture(question);
		}

		@MusubitoStep(name = "mono")
		Mono<String> mono(String question) {
			return Mono.fromCallable(() -> {
				ask();
				return question;
			});
		}

		@MusubitoStep(name = "flux")
		Flux<String> flux(String question) {
			return Flux.just(question, question).doOnComplete(this::ask);
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(String to) {
			ask();
			return to;
		}

		@MusubitoStep(name = "cut-off")
		String cutOff(String question) {
			ModelCall call = this.models.begin(new ModelRequest("small", 1, null));
			call.notToBeKept();
			call.answered(Application.SMALL);
			return question;
		}

		CountDownLatch entered() {
			return this.entered;
		}

		CountDownLatch released() {
			return this.released;
		}

		private void ask() {
			Application.callAModel(this.models, Application.SMALL);
		}

	}

}
