package io.musubito.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.musubito.CircularStepException;
import io.musubito.MergeScope;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.UnhashableInputException;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.testing.MutableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Steps that return a future: when it is complete, the result is recorded.
 */
@Tag("slow")
@Timeout(60)
class FutureStepTests extends AsynchronousSteps {

	private Writer writer;

	private Model model;

	FutureStepTests() {
		super(Application.class);
	}

	@BeforeEach
	void start() {
		this.writer = this.context.getBean(Writer.class);
		this.model = this.context.getBean(Model.class);
	}

	@AfterEach
	void stop() {
		assertThat(underWay()).isZero();
		this.model.threads.shutdownNow();
	}

	@Test
	void executesOnceAndReplaysWhatTheFirstCallerGot() {
		List<String> cold = this.writer.words("x y").join();
		CompletableFuture<List<String>> replayed = this.writer.words("x y");
		assertThat(replayed).isCompleted();
		assertThat(replayed.join()).isEqualTo(cold).isNotSameAs(cold);
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void theResultIsCommittedWhenTheFutureIsComplete() {
		AtomicReference<NodeStatus> status = new AtomicReference<>();
		CompletableFuture<Void> checked = this.writer.held("x").thenAccept((text) -> status.set(view(text).status()));
		assertThat(checked).isNotDone();
		this.model.body.complete("done");
		checked.join();
		assertThat(status).hasValue(NodeStatus.SUCCESS);
	}

	@Test
	void refusesABadArgumentBeforeTheMethodRuns() {
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> this.writer.refused(() -> "x"));
		assertThat(this.model.count).hasValue(0);
	}

	@Test
	void aMissInModeReplayOnlyIsThrownAtOnce() {
		assertThatExceptionOfType(ReplayMissException.class)
			.isThrownBy(() -> this.musubito.withMode(ReplayMode.REPLAY_ONLY, () -> this.writer.words("x")));
	}

	@Test
	void modeOffReturnsTheFutureOfTheMethod() {
		assertThat(this.musubito.withMode(ReplayMode.OFF, () -> this.writer.held("x"))).isSameAs(this.model.body);
	}

	@Test
	void storesNothingAndEmptyResultsToo() {
		assertThat(this.writer.nothing("x").join()).isNull();
		assertThat(this.writer.nothing("x").join()).isNull();
		assertThat(this.writer.noFuture("x").join()).isNull();
		assertThat(this.writer.noFuture("x").join()).isNull();
		assertThat(this.model.count).hasValue(2);
	}

	@Test
	void describesWhereAResultCameFrom() {
		MusubitoResult<Integer> cold = this.writer.length("abc").toCompletableFuture().join();
		MusubitoResult<Integer> warm = this.writer.length("abc").toCompletableFuture().join();
		assertThat(cold.value()).isEqualTo(3);
		assertThat(cold.outcome()).isEqualTo(StepOutcome.EXECUTED);
		assertThat(warm.outcome()).isEqualTo(StepOutcome.REPLAYED);
		assertThat(warm.nodeId()).isEqualTo(cold.nodeId());
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void anEventLoopDoesNotWaitForTheStore() {
		CompletableFuture<String> thread = this.writer.held("x")
			.thenApply((text) -> Schedulers.isInNonBlockingThread() + " " + view(text).status());
		Schedulers.parallel().schedule(() -> this.model.body.complete("done"));
		assertThat(thread.join()).isEqualTo("false SUCCESS");
	}

	private List<StepOutcome> outcomes(String runId) {
		return steps(runId).stream().map(StepView::outcome).toList();
	}

	@Nested
	class Failures {

		@Test
		void aFailedFutureFailsTheCallAsItIsAndIsNotReplayed() {
			CompletableFuture<String> failed = FutureStepTests.this.writer.held("x");
			FutureStepTests.this.model.body.completeExceptionally(new ModelDown());
			assertThatExceptionOfType(CompletionException.class).isThrownBy(failed::join)
				.withCauseExactlyInstanceOf(ModelDown.class);
			FutureStepTests.this.model.renew();
			CompletableFuture<String> again = FutureStepTests.this.writer.held("x");
			FutureStepTests.this.model.body.complete("done");
			assertThat(again.join()).isEqualTo("done");
			assertThat(view(again.join()).why()).hasToString("previous failed");
		}

		@Test
		void anExceptionBeforeTheFutureIsThrownAsItIs() {
			for (int i = 1; i <= 2; i++) {
				assertThatExceptionOfType(ModelDown.class).isThrownBy(() -> FutureStepTests.this.writer.broken("x"));
				assertThat(FutureStepTests.this.model.count).hasValue(i);
			}
		}

		@Test
		void anOlderResultIsServedInPlaceOfAFailure() {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			CompletableFuture<String> rate = writer.rate("x");
			model.body.complete("1.0");
			rate.join();
			FutureStepTests.this.context.getBean(MutableClock.class).advance(Duration.ofHours(2));
			model.renew();
			CompletableFuture<String> stale = writer.rate("x");
			model.body.completeExceptionally(new CompletionException(new ModelDown()));
			assertThat(FutureStepTests.this.musubito.resultOf(stale.join()).outcome())
				.isEqualTo(StepOutcome.SERVED_STALE);
			model.renew();
			CompletableFuture<String> failed = writer.rate("x");
			model.body.completeExceptionally(new CompletionException(new AssertionError("no answer to this")));
			assertThatExceptionOfType(CompletionException.class).isThrownBy(failed::join)
				.withCauseInstanceOf(AssertionError.class);
		}

	}

	@Nested
	class Callers {

		@Test
		void shareOneExecutionWithoutWaitingForIt() {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			List<CompletableFuture<String>> callers = new ArrayList<>();
			String runId = FutureStepTests.this.musubito.pipeline("all", () -> {
				for (int i = 0; i < 20; i++) {
					callers.add(writer.held("x"));
				}
				return Lineage.current().run().runId();
			});
			assertThat(callers).noneMatch(CompletableFuture::isDone);
			model.body.complete("done");
			callers.forEach((caller) -> assertThat(caller.join()).isEqualTo("done"));
			assertThat(callers.stream().map(CompletableFuture::join).map(System::identityHashCode).distinct())
				.as("each has an object of its own")
				.hasSize(20);
			assertThat(model.count).hasValue(1);
			assertThat(outcomes(runId)).hasSize(20)
				.startsWith(StepOutcome.EXECUTED)
				.endsWith(StepOutcome.JOINED)
				.containsOnlyOnce(StepOutcome.EXECUTED);
		}

		@Test
		void shareAFailure() {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			CompletableFuture<String> leader = writer.held("x");
			CompletableFuture<String> joined = writer.held("x");
			model.body.completeExceptionally(new ModelDown());
			assertThatExceptionOfType(CompletionException.class).isThrownBy(leader::join)
				.withCauseInstanceOf(ModelDown.class);
			assertThatExceptionOfType(CompletionException.class).isThrownBy(joined::join)
				.withCauseInstanceOf(ModelDown.class);
			assertThat(model.count).hasValue(1);
		}

		@Test
		void tryForThemselvesWhenTheFirstOneGivesUp() {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			CompletableFuture<String> leader = writer.held("x");
			CompletableFuture<String> joined = writer.held("x");
			CompletableFuture<String> given = model.body;
			model.renew();
			assertThat(leader.cancel(true)).isTrue();
			assertThat(given).isCancelled();
			Awaitility.await().untilAtomic(model.count, (count) -> assertThat(count).isEqualTo(2));
			assertThat(joined).isNotDone();
			model.body.complete("second");
			assertThat(joined.join()).isEqualTo("second");
		}

		@Test
		void aCancelledCallLeavesNothing() {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			CompletableFuture<String> cancelled = writer.held("x");
			cancelled.cancel(true);
			assertThat(underWay()).isZero();
			assertThat(summary().nodes()).isZero();
			assertThat(summary().artifacts()).isZero();
		}

		@Test
		void oneThatGivesUpDoesNotDisturbTheOthers() {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			CompletableFuture<String> leader = writer.held("x");
			CompletableFuture<String> joined = writer.held("x");
			CompletableFuture<String> other = writer.held("x");
			joined.cancel(true);
			assertThat(leader).isNotDone();
			model.body.complete("done");
			assertThat(leader.join()).isEqualTo("done");
			assertThat(other.join()).isEqualTo("done");
			assertThatExceptionOfType(CancellationException.class).isThrownBy(joined::join);
			assertThat(model.count).hasValue(1);
		}

		@Test
		void mayGiveUpAtTheMomentWhenTheResultArrives() throws Exception {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			CyclicBarrier barrier = new CyclicBarrier(2);
			for (int i = 0; i < 200; i++) {
				model.renew();
				CompletableFuture<String> body = model.body;
				CompletableFuture<String> leader = writer.held("x" + i);
				CompletableFuture<String> joined = writer.held("x" + i);
				Future<Boolean> completed = model.threads.submit(() -> {
					barrier.await(20, TimeUnit.SECONDS);
					return body.complete("done");
				});
				CompletableFuture<String> next = new CompletableFuture<>();
				model.body = next;
				barrier.await(20, TimeUnit.SECONDS);
				leader.cancel(true);
				completed.get(20, TimeUnit.SECONDS);
				next.complete("done");
				assertThat(joined.get(20, TimeUnit.SECONDS)).isEqualTo("done");
			}
		}

		@Test
		void whatOneDoesNextDoesNotHoldUpTheOthers() throws Exception {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			CompletableFuture<String> leader = writer.held("x");
			CountDownLatch release = new CountDownLatch(1);
			CompletableFuture<Boolean> slow = writer.held("x").thenApply((text) -> {
				try {
					return release.await(20, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			});
			model.body.complete("done");
			assertThat(leader).isCompleted();
			release.countDown();
			assertThat(slow.join()).isTrue();
		}

		@Test
		void areRefusedWhenTheyWouldWaitForThemselves() {
			assertThatExceptionOfType(CircularStepException.class)
				.isThrownBy(() -> FutureStepTests.this.writer.endless("x"))
				.withMessageContaining("#endless → ".concat(Writer.class.getName()).concat("#endless"));
		}

	}

	@Nested
	class Surroundings {

		@Test
		void aStepCalledInTheBodyIsAnUpstream() {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			CompletableFuture<String> report = writer.report("x");
			model.body.complete("inner");
			assertThat(report.join()).isEqualTo("report on inner");
			assertThat(view(report.join()).upstream()).hasSize(1);
			assertThat(FutureStepTests.this.lineage.invalidate(view(report.join()).upstream().get(0))).isEqualTo(2);
		}

		@Test
		void anArgumentOfAnotherFutureIsAnUpstream() {
			List<String> words = FutureStepTests.this.writer.words("x y").join();
			MusubitoResult<Integer> length = FutureStepTests.this.writer.length(words.get(1))
				.toCompletableFuture()
				.join();
			assertThat(node(length.nodeId()).upstream()).containsExactly(view(words).nodeId());
		}

		@Test
		void whatIsMadeOfAResultThatIsNotKeptIsNotKeptEither() {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			model.body.complete("");
			writer.report("x").join();
			writer.report("x").join();
			assertThat(model.count).as("of the outer and of the inner step").hasValue(4);
		}

		@Test
		void whatFollowsBelongsToTheCallerAndLeavesThreadsClean() throws Exception {
			Writer writer = FutureStepTests.this.writer;
			Model model = FutureStepTests.this.model;
			AtomicReference<LineageContext> seen = new AtomicReference<>();
			CompletableFuture<MusubitoResult<Integer>> length = FutureStepTests.this.musubito.pipeline("p", () -> {
				String merged = writer.words("m").join().get(0);
				try (MergeScope merge = FutureStepTests.this.musubito.merge(merged)) {
					CompletableFuture<MusubitoResult<Integer>> next = writer.held("x").thenCompose((text) -> {
						seen.set(Lineage.current());
						return writer.length(text + "!");
					});
					assertThat(next).isNotDone();
					return next;
				}
			});
			model.threads.submit(() -> model.body.complete("done")).get();
			MusubitoResult<Integer> result = length.join();
			assertThat(seen.get().run().name()).isEqualTo("p");
			assertThat(seen.get().activeStep()).isNull();
			assertThat(node(result.nodeId()).upstream()).hasSize(1);
			assertThat(model.threads.submit(Lineage::current).get()).isEqualTo(LineageContext.empty());
		}

	}

	static class Model {

		private final AtomicInteger count = new AtomicInteger();

		private final ExecutorService threads = Executors.newSingleThreadExecutor();

		private volatile CompletableFuture<String> body = new CompletableFuture<>();

		void renew() {
			this.body = new CompletableFuture<>();
		}

	}

	static class Writer {

		private final Writer self;

		private final Model model;

		Writer(Model model, Writer self) {
			this.model = model;
			this.self = self;
		}

		@MusubitoStep
		CompletableFuture<List<String>> words(String text) {
			this.model.count.incrementAndGet();
			return CompletableFuture.supplyAsync(() -> List.of(text.split(" ")));
		}

		@MusubitoStep(unless = "#result.isEmpty()")
		CompletableFuture<String> held(String text) {
			this.model.count.incrementAndGet();
			return this.model.body;
		}

		@MusubitoStep(ttl = "1h", staleIfError = "1d")
		CompletableFuture<String> rate(String text) {
			return this.model.body;
		}

		@MusubitoStep
		CompletableFuture<String> report(String text) {
			this.model.count.incrementAndGet();
			return this.self.held(text).thenApply((held) -> "report on " + held);
		}

		@MusubitoStep
		CompletableFuture<String> broken(String text) {
			this.model.count.incrementAndGet();
			throw new ModelDown();
		}

		@MusubitoStep
		CompletableFuture<String> endless(String text) {
			return this.self.endless(text);
		}

		@MusubitoStep
		CompletableFuture<Void> nothing(String text) {
			this.model.count.incrementAndGet();
			return CompletableFuture.completedFuture(null);
		}

		@MusubitoStep
		CompletableFuture<String> noFuture(String text) {
			this.model.count.incrementAndGet();
			return null;
		}

		@MusubitoStep
		CompletionStage<MusubitoResult<Integer>> length(String text) {
			this.model.count.incrementAndGet();
			return CompletableFuture.completedStage(MusubitoResult.of(text.length()));
		}

		@MusubitoStep
		CompletableFuture<String> refused(Supplier<String> source) {
			this.model.count.incrementAndGet();
			return CompletableFuture.completedFuture(source.get());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

		@Bean
		Model model() {
			return new Model();
		}

		@Bean
		Writer writer(Model model, @Lazy Writer self) {
			return new Writer(model, self);
		}

	}

}
