package io.musubito.execution;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.musubito.MergeScope;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.UnhashableInputException;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.LineageThreadLocalAccessor;
import io.musubito.store.StoreSummary;
import io.musubito.testing.MutableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steps that return a {@link Flux}: handed on element by element, recorded as a whole.
 */
@Tag("slow")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class FluxStepTests extends AsynchronousSteps {

	private Writer writer;

	private Model model;

	FluxStepTests() {
		super(Application.class, "musubito.stream.max-elements=1000");
	}

	@BeforeEach
	void start() {
		this.writer = this.context.getBean(Writer.class);
		this.model = this.context.getBean(Model.class);
	}

	@Test
	void executesOnceAndReplaysTheElements() {
		List<String> cold = this.writer.words("x y z").collectList().block();
		List<String> warm = this.writer.words("x y z").collectList().block();
		assertThat(warm).isEqualTo(cold).containsExactly("x", "y", "z");
		assertThat(warm.get(0)).isNotSameAs(cold.get(0));
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void theArtifactIsThatOfTheList() {
		this.writer.findings(3).blockLast();
		String listed = this.musubito.resultOf(this.writer.listed(3)).artifactId();
		MusubitoResult<Finding> element = this.musubito.resultOf(this.writer.findings(3).blockFirst());
		assertThat(node(element.nodeId()).artifactId()).isEqualTo(listed);
		this.writer.findings(0).blockLast();
		assertThat(summary().artifacts()).as("the empty list too").isEqualTo(2);
	}

	@Test
	void nothingHappensBeforeASubscriptionAndEachIsACall() {
		Flux<String> words = this.writer.words("x y");
		assertThat(this.model.count).hasValue(0);
		assertThat(words.collectList().block()).isEqualTo(words.collectList().block());
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void handsEachElementOnAtOnceAndTheEndWhenItIsRecorded() {
		AtomicReference<NodeStatus> status = new AtomicReference<>();
		StepVerifier
			.create(this.writer.held("x")
				.doOnNext((text) -> assertThat(summary().artifacts()).isZero())
				.doOnComplete(() -> status.set(view(this.writer.held("x").blockFirst()).status())))
			.then(() -> this.model.sink.tryEmitNext("a").orThrow())
			.expectNext("a")
			.then(() -> this.model.sink.tryEmitNext("b").orThrow())
			.expectNext("b")
			.then(() -> this.model.sink.tryEmitComplete().orThrow())
			.verifyComplete();
		assertThat(status).hasValue(NodeStatus.SUCCESS);
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void respectsDemandWhenItExecutesAndWhenItReplays() {
		for (int i = 0; i < 2; i++) {
			StepVerifier.create(this.writer.counted("x"), 0)
				.expectSubscription()
				.expectNoEvent(Duration.ofMillis(50))
				.thenRequest(2)
				.expectNext(0, 1)
				.expectNoEvent(Duration.ofMillis(50))
				.thenRequest(98)
				.expectNextCount(98)
				.verifyComplete();
		}
		assertThat(this.model.requested).hasValue(100);
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void refusesABadArgumentBeforeTheMethodRuns() {
		StepVerifier.create(this.writer.refused(() -> "x")).verifyError(UnhashableInputException.class);
		assertThat(this.model.count).hasValue(0);
	}

	@Test
	void aMissInModeReplayOnlyIsAnErrorByTheModeOfTheBlockInWhichItWasCalled() {
		Flux<String> words = this.musubito.withMode(ReplayMode.REPLAY_ONLY, () -> this.writer.words("x"));
		StepVerifier.create(words).verifyError(ReplayMissException.class);
		assertThat(this.musubito.withMode(ReplayMode.OFF, () -> this.writer.held("x"))).isSameAs(this.model.held);
	}

	@Test
	void describesWhereEachElementCameFrom() {
		List<MusubitoResult<Integer>> cold = this.writer.lengths("a bb").collectList().block();
		List<MusubitoResult<Integer>> warm = this.writer.lengths("a bb").collectList().block();
		assertThat(cold).extracting(MusubitoResult::value).containsExactly(1, 2);
		assertThat(cold).extracting(MusubitoResult::outcome).containsOnly(StepOutcome.EXECUTED);
		assertThat(warm).extracting(MusubitoResult::outcome).containsOnly(StepOutcome.REPLAYED);
		assertThat(warm).extracting(MusubitoResult::artifactId)
			.isEqualTo(cold.stream().map(MusubitoResult::artifactId).toList())
			.doesNotHaveDuplicates();
		assertThat(warm).extracting(MusubitoResult::nodeId).containsOnly(cold.get(0).nodeId());
		int sum = this.writer.sum(cold);
		assertThat(this.writer.sum(warm)).isEqualTo(sum);
		assertThat(this.model.count).as("of both steps").hasValue(2);
	}

	@Test
	void anEventLoopDoesNotWaitForTheStore() {
		List<Boolean> threads = Flux.defer(() -> this.writer.words("x y"))
			.subscribeOn(Schedulers.parallel())
			.map((word) -> Schedulers.isInNonBlockingThread())
			.collectList()
			.block();
		assertThat(threads).containsOnly(false);
		AtomicReference<Boolean> end = new AtomicReference<>();
		StepVerifier.create(this.writer.held("x").doOnComplete(() -> end.set(Schedulers.isInNonBlockingThread())))
			.then(() -> Schedulers.parallel().schedule(() -> this.model.sink.tryEmitComplete()))
			.verifyComplete();
		assertThat(end).hasValue(false);
	}

	@Test
	void aStreamThatIsTooLongReachesTheCallerButIsNotKept(CapturedOutput output) {
		String runId = this.musubito.pipeline("long", () -> {
			assertThat(this.writer.findings(1001).count().block()).isEqualTo(1001);
			assertThat(this.writer.findings(1001).count().block()).isEqualTo(1001);
			assertThat(this.writer.report(1001).block()).isEqualTo(1001);
			assertThat(this.writer.report(1001).block()).isEqualTo(1001);
			return Lineage.current().run().runId();
		});
		assertThat(this.model.count).as("of both steps").hasValue(6);
		assertThat(steps(runId)).filteredOn((step) -> step.operation().equals("findings"))
			.extracting(StepView::outcome)
			.containsExactly(StepOutcome.EXECUTED, StepOutcome.EXECUTED, StepOutcome.EXECUTED, StepOutcome.EXECUTED);
		assertThat(output.getAll()).containsOnlyOnce("Step 'findings' returned more than 1000 elements")
			.contains("musubito.stream.max-elements");
		assertThat(this.writer.findings(1000).count().block()).isEqualTo(1000);
		assertThat(this.writer.findings(1000).count().block()).isEqualTo(1000);
		assertThat(this.model.count).hasValue(7);
	}

	@Test
	void aResultThatIsNotToBeKeptIsNotKept() {
		for (int i = 0; i < 2; i++) {
			assertThat(this.writer.blank("x").collectList().block()).containsExactly("", "");
		}
		assertThat(this.model.count).hasValue(2);
	}

	@Nested
	class Failures {

		@Test
		void anErrorReachesTheCallerAndLeavesNoArtifact() {
			Writer writer = FluxStepTests.this.writer;
			StepVerifier.create(writer.half("x")).expectNext("a").verifyError(ModelDown.class);
			assertThat(summary().artifacts()).isZero();
			StepVerifier.create(writer.half("x")).expectNext("a").verifyError(ModelDown.class);
			assertThat(FluxStepTests.this.model.count).hasValue(2);
		}

		@Test
		void anOlderResultIsServedOnlyBeforeTheFirstElement() {
			Writer writer = FluxStepTests.this.writer;
			Model model = FluxStepTests.this.model;
			model.answers = Flux.just("a", "b");
			assertThat(writer.rates("x").collectList().block()).containsExactly("a", "b");
			FluxStepTests.this.context.getBean(MutableClock.class).advance(Duration.ofHours(2));
			model.answers = Flux.error(new ModelDown());
			List<String> stale = writer.rates("x").collectList().block();
			assertThat(stale).containsExactly("a", "b");
			assertThat(FluxStepTests.this.musubito.resultOf(stale.get(1)).outcome())
				.isEqualTo(StepOutcome.SERVED_STALE);
			model.answers = Flux.just("c").concatWith(Flux.error(new ModelDown()));
			StepVerifier.create(writer.rates("x")).expectNext("c").verifyError(ModelDown.class);
		}

		@Test
		void anAbandonedStreamLeavesNothing() {
			Writer writer = FluxStepTests.this.writer;
			StepVerifier.create(writer.held("x"))
				.then(() -> FluxStepTests.this.model.sink.tryEmitNext("a"))
				.expectNext("a")
				.thenCancel()
				.verify();
			assertThat(underWay()).isZero();
			assertThat(FluxStepTests.this.model.sink.currentSubscriberCount()).isZero();
			assertThat(summary()).extracting(StoreSummary::nodes, StoreSummary::artifacts).containsExactly(0L, 0L);
		}

		@Test
		void whatAStepMakesOfAPartOfAStreamIsNotKept() {
			Writer writer = FluxStepTests.this.writer;
			assertThat(writer.first(3).block()).isEqualTo(0);
			assertThat(writer.first(3).block()).isEqualTo(0);
			assertThat(FluxStepTests.this.model.count).as("of both steps").hasValue(4);
			writer.findings(3).blockLast();
			assertThat(writer.first(3).block()).isEqualTo(0);
			assertThat(writer.first(3).block()).isEqualTo(0);
			assertThat(FluxStepTests.this.model.count).as("once the whole stream is there").hasValue(6);
		}

	}

	@Nested
	class Callers {

		@Test
		void thoseWhoJoinGetTheElementsWhenTheStreamIsRecorded() {
			Writer writer = FluxStepTests.this.writer;
			Model model = FluxStepTests.this.model;
			CompletableFuture<List<String>> leader = writer.held("x").collectList().toFuture();
			List<CompletableFuture<List<String>>> joined = IntStream.range(0, 8)
				.mapToObj((i) -> writer.held("x").collectList().toFuture())
				.toList();
			model.sink.tryEmitNext("a").orThrow();
			assertThat(joined).noneMatch(CompletableFuture::isDone);
			model.sink.tryEmitComplete().orThrow();
			assertThat(leader.join()).containsExactly("a");
			joined.forEach((one) -> assertThat(one.join()).containsExactly("a"));
			assertThat(joined).extracting((one) -> FluxStepTests.this.musubito.resultOf(one.join().get(0)).outcome())
				.containsOnly(StepOutcome.JOINED);
			assertThat(model.count).hasValue(1);
		}

		@Test
		void oneOfThoseWhoJoinedExecutesWhenTheFirstGivesUp() {
			Writer writer = FluxStepTests.this.writer;
			Model model = FluxStepTests.this.model;
			Disposable leader = writer.held("x").subscribe();
			CompletableFuture<List<String>> one = writer.held("x").collectList().toFuture();
			Disposable other = writer.held("x").subscribe();
			other.dispose();
			leader.dispose();
			Awaitility.await().untilAtomic(model.count, (count) -> assertThat(count).isEqualTo(2));
			Awaitility.await().until(() -> model.sink.currentSubscriberCount() == 1);
			model.sink.tryEmitNext("a").orThrow();
			model.sink.tryEmitComplete().orThrow();
			assertThat(one.join()).containsExactly("a");
			assertThat(model.count).hasValue(2);
		}

		@Test
		void theFirstMayGiveUpAtTheMomentWhenTheStreamEnds() throws Exception {
			Writer writer = FluxStepTests.this.writer;
			Model model = FluxStepTests.this.model;
			CyclicBarrier barrier = new CyclicBarrier(2);
			for (int i = 0; i < 100; i++) {
				Sinks.Many<String> first = Sinks.many().multicast().directBestEffort();
				model.answers = first.asFlux();
				Disposable leader = writer.answers("x" + i).subscribe();
				CompletableFuture<List<String>> joined = writer.answers("x" + i).collectList().toFuture();
				model.answers = Flux.just("done");
				CompletableFuture<Void> ended = CompletableFuture.runAsync(() -> {
					first.tryEmitNext("done");
					await(barrier);
					first.tryEmitComplete();
				});
				await(barrier);
				leader.dispose();
				assertThat(joined.get(20, TimeUnit.SECONDS)).containsExactly("done");
				ended.get(20, TimeUnit.SECONDS);
			}
		}

		private static void await(CyclicBarrier barrier) {
			try {
				barrier.await(20, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Test
		void theyDoNotWaitForAStreamThatIsTooLong() {
			Writer writer = FluxStepTests.this.writer;
			Disposable endless = writer.endless("x").subscribe();
			CompletableFuture<List<Long>> joined = writer.endless("x").take(3).collectList().toFuture();
			assertThat(joined.join()).hasSize(3);
			endless.dispose();
		}

	}

	@Nested
	class Elements {

		@Test
		void aStepThatConsumesEachExecutesNothingTheSecondTime() {
			for (int i = 0; i < 2; i++) {
				List<Integer> scores = scores(20);
				assertThat(scores).hasSize(20);
				assertThat(FluxStepTests.this.model.count).as("of both steps").hasValue(21);
			}
			assertThat(stream(20).downstream()).hasSize(20);
			assertThat(FluxStepTests.this.lineage.invalidate(stream(20).nodeId())).isEqualTo(21);
			scores(20);
			assertThat(FluxStepTests.this.model.count).hasValue(42);
			assertThat(stream(20).downstream()).hasSize(20);
			scores(20);
			assertThat(FluxStepTests.this.model.count).hasValue(42);
		}

		@Test
		void oneThatIsStillBeingConsumedWhenTheStreamHasEndedHasAnEdgeToo() throws Exception {
			Writer writer = FluxStepTests.this.writer;
			CountDownLatch release = new CountDownLatch(1);
			FluxStepTests.this.model.gate = release;
			CompletableFuture<Integer> slow = writer.findings(1)
				.flatMap((finding) -> Mono.fromCallable(() -> writer.score(finding))
					.subscribeOn(Schedulers.boundedElastic()))
				.next()
				.toFuture();
			CompletableFuture<Integer> held = slow;
			Awaitility.await().until(() -> summary().nodes() == 1);
			release.countDown();
			held.get(20, TimeUnit.SECONDS);
			assertThat(stream(1).downstream()).hasSize(1);
			writer.score(writer.findings(1).blockFirst());
			assertThat(FluxStepTests.this.model.count).hasValue(2);
		}

		@Test
		void whatWasMadeOfThemOutlivesAStreamThatFails() {
			Writer writer = FluxStepTests.this.writer;
			Model model = FluxStepTests.this.model;
			model.answers = Flux.just("a", "b").concatWith(Flux.error(new ModelDown()));
			StepVerifier.create(writer.rates("x").map(writer::shout)).expectNext("A", "B").verifyError(ModelDown.class);
			model.answers = Flux.just("a", "b", "c");
			List<String> shouted = writer.rates("x").map(writer::shout).collectList().block();
			assertThat(shouted).containsExactly("A", "B", "C");
			assertThat(model.count).as("of both steps").hasValue(2 + 3);
			assertThat(view(writer.rates("x").blockFirst()).downstream()).hasSize(3);
		}

		@Test
		void anotherOneOfThemDoesNotOutdateTheOthers() {
			Writer writer = FluxStepTests.this.writer;
			Model model = FluxStepTests.this.model;
			model.answers = Flux.just("a", "b");
			writer.rates("x").map(writer::shout).blockLast();
			model.answers = Flux.just("a", "c");
			FluxStepTests.this.musubito.withMode(ReplayMode.REFRESH, () -> writer.rates("x"))
				.map(writer::shout)
				.blockLast();
			assertThat(model.count).as("of both steps").hasValue(2 + 3);
			assertThat(writer.rates("x").map(writer::shout).collectList().block()).containsExactly("A", "C");
			assertThat(model.count).hasValue(2 + 3);
		}

		@Test
		void mergedOnesHaveTheSameIdentityColdAndWarm() {
			Writer writer = FluxStepTests.this.writer;
			for (int i = 0; i < 2; i++) {
				writer.words("x y").doOnNext((word) -> {
					try (MergeScope merge = FluxStepTests.this.musubito.merge(word)) {
						writer.shout("about " + word);
					}
				}).blockLast();
				assertThat(FluxStepTests.this.model.count).as("of both steps").hasValue(3);
			}
			assertThat(view(writer.words("x y").blockFirst()).downstream()).hasSize(2);
		}

		@Test
		void aListOfThemDependsOnTheStream() {
			Writer writer = FluxStepTests.this.writer;
			for (int i = 0; i < 2; i++) {
				int total = writer.total(writer.findings(30).collectList().block());
				assertThat(total).isEqualTo(435);
				assertThat(FluxStepTests.this.model.count).as("of both steps").hasValue(2);
			}
			assertThat(stream(30).downstream()).hasSize(1);
		}

		private List<Integer> scores(int size) {
			Writer writer = FluxStepTests.this.writer;
			return writer.findings(size)
				.flatMap((finding) -> Mono.fromCallable(() -> writer.score(finding))
					.subscribeOn(Schedulers.boundedElastic()), 4)
				.collectList()
				.block();
		}

		private NodeView stream(int size) {
			return view(FluxStepTests.this.writer.findings(size).blockFirst());
		}

	}

	@Nested
	class Surroundings {

		@Test
		void aStepCalledInTheBodyIsAnUpstream() {
			Writer writer = FluxStepTests.this.writer;
			writer.shouts("x y").blockLast();
			writer.shouts("x y").blockLast();
			assertThat(FluxStepTests.this.model.count).as("of all three steps").hasValue(4);
			assertThat(view(writer.shouts("x y").blockFirst()).upstream()).hasSize(3);
		}

		@Test
		void theRunIsThatOfTheSubscriberAndElseThatOfTheBlockInWhichItWasCalled() {
			Writer writer = FluxStepTests.this.writer;
			AtomicReference<LineageContext> caller = new AtomicReference<>();
			FluxStepTests.this.musubito.pipeline("subscriber", () -> {
				caller.set(Lineage.current());
				return null;
			});
			AtomicReference<LineageContext> assembly = new AtomicReference<>();
			AtomicReference<Flux<String>> words = new AtomicReference<>();
			FluxStepTests.this.musubito.pipeline("assembly", () -> {
				assembly.set(Lineage.current());
				words.set(writer.words("x"));
				return null;
			});
			words.get().blockLast();
			words.get()
				.contextWrite((context) -> context.put(LineageThreadLocalAccessor.KEY, caller.get()))
				.blockLast();
			assertThat(steps(assembly.get().run().runId())).extracting(StepView::outcome)
				.containsExactly(StepOutcome.EXECUTED);
			assertThat(steps(caller.get().run().runId())).extracting(StepView::outcome)
				.containsExactly(StepOutcome.REPLAYED);
		}

		@Test
		void neitherSideSeesTheContextOfTheOther() {
			Writer writer = FluxStepTests.this.writer;
			Model model = FluxStepTests.this.model;
			FluxStepTests.this.musubito.pipeline("p", () -> {
				writer.watched("x").doOnNext((text) -> assertThat(Lineage.current().activeStep()).isNull()).blockLast();
				return null;
			});
			assertThat(model.seen).extracting((seen) -> seen.activeStep().operation())
				.containsOnly("watched")
				.hasSize(3);
		}

	}

	record Finding(int number, String text, List<String> tags) {

	}

	static class Model {

		private final AtomicInteger count = new AtomicInteger();

		private final AtomicLong requested = new AtomicLong();

		private final Sinks.Many<String> sink = Sinks.many().multicast().directBestEffort();

		private final Flux<String> held = this.sink.asFlux();

		private final List<LineageContext> seen = new CopyOnWriteArrayList<>();

		private volatile CountDownLatch gate = new CountDownLatch(0);

		@MusubitoIgnore
		private volatile Flux<String> answers = Flux.empty();

	}

	static class Writer {

		private final Model model;

		private final Writer self;

		Writer(Model model, Writer self) {
			this.model = model;
			this.self = self;
		}

		@MusubitoStep
		Flux<String> words(String text) {
			this.model.count.incrementAndGet();
			return Flux.fromArray(text.split(" "));
		}

		@MusubitoStep(name = "findings")
		Flux<Finding> findings(int size) {
			this.model.count.incrementAndGet();
			return Flux.range(0, size)
				.map((i) -> new Finding(i, "no. \"" + i + "\", ü [x] {y} \\", List.of("a,b", "]")));
		}

		@MusubitoStep
		List<Finding> listed(int size) {
			return findings(size).collectList().block();
		}

		@MusubitoStep
		Flux<MusubitoResult<Integer>> lengths(String text) {
			this.model.count.incrementAndGet();
			return Flux.fromArray(text.split(" ")).map((word) -> MusubitoResult.of(word.length()));
		}

		@MusubitoStep
		int sum(List<MusubitoResult<Integer>> numbers) {
			this.model.count.incrementAndGet();
			return numbers.stream().mapToInt(MusubitoResult::value).sum();
		}

		@MusubitoStep
		Flux<String> held(String text) {
			this.model.count.incrementAndGet();
			return this.model.held;
		}

		@MusubitoStep
		Flux<Integer> counted(String text) {
			this.model.count.incrementAndGet();
			return Flux.range(0, 100).doOnRequest(this.model.requested::addAndGet);
		}

		@MusubitoStep
		Flux<Long> endless(String text) {
			return Flux.generate(() -> 0L, (next, sink) -> {
				sink.next(next);
				return next + 1;
			}).cast(Long.class).delayElements(Duration.ofNanos(1)).repeat();
		}

		@MusubitoStep
		Flux<String> half(String text) {
			this.model.count.incrementAndGet();
			return Flux.just("a").concatWith(Flux.error(new ModelDown()));
		}

		@MusubitoStep(unless = "#result[0].isBlank()")
		Flux<String> blank(String text) {
			this.model.count.incrementAndGet();
			return Flux.just("", "");
		}

		@MusubitoStep
		Flux<String> answers(String text) {
			return this.model.answers;
		}

		@MusubitoStep(ttl = "1h", staleIfError = "1d")
		Flux<String> rates(String text) {
			this.model.count.incrementAndGet();
			return this.model.answers;
		}

		@MusubitoStep
		Mono<Integer> report(int size) {
			this.model.count.incrementAndGet();
			return this.self.findings(size).count().map(Long::intValue);
		}

		@MusubitoStep
		Mono<Integer> first(int size) {
			this.model.count.incrementAndGet();
			return this.self.findings(size).next().map(Finding::number);
		}

		@MusubitoStep
		int score(Finding finding) throws InterruptedException {
			this.model.count.incrementAndGet();
			assertThat(this.model.gate.await(20, TimeUnit.SECONDS)).isTrue();
			return finding.number();
		}

		@MusubitoStep
		int total(List<Finding> findings) {
			this.model.count.incrementAndGet();
			return findings.stream().mapToInt(Finding::number).sum();
		}

		@MusubitoStep
		String shout(String text) {
			this.model.count.incrementAndGet();
			return text.toUpperCase(Locale.ROOT);
		}

		@MusubitoStep
		Flux<String> shouts(String text) {
			this.model.count.incrementAndGet();
			return this.self.words(text).map(this.self::shout);
		}

		@MusubitoStep(name = "watched")
		Flux<String> watched(String text) {
			this.model.seen.add(Lineage.current());
			return Flux.generate((sink) -> {
				this.model.seen.add(Lineage.current());
				if (this.model.seen.size() < 3) {
					sink.next(text);
				}
				else {
					sink.complete();
				}
			});
		}

		@MusubitoStep
		Flux<String> refused(Supplier<String> source) {
			this.model.count.incrementAndGet();
			return Flux.just(source.get());
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
