package io.musubito.execution;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.musubito.CircularStepException;
import io.musubito.MergeScope;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.LineageThreadLocalAccessor;
import io.musubito.store.StoreSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steps that return a {@link Mono}: each subscription is a call.
 */
@Timeout(60)
class MonoStepTests extends AsynchronousSteps {

	private Writer writer;

	private Model model;

	MonoStepTests() {
		super(Application.class);
	}

	@BeforeEach
	void start() {
		this.writer = this.context.getBean(Writer.class);
		this.model = this.context.getBean(Model.class);
	}

	@Test
	void eachSubscriptionIsACallAndOnlyTheFirstExecutes() {
		Mono<List<String>> words = this.writer.words("x y");
		assertThat(this.model.count).hasValue(0);
		List<String> cold = words.block();
		assertThat(words.block()).isEqualTo(cold).isNotSameAs(cold);
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void anEmptyOneIsAResultLikeAnyOther() {
		StepVerifier.create(this.writer.nothing("x")).verifyComplete();
		StepVerifier.create(this.writer.nothing("x")).verifyComplete();
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void describesWhereAResultCameFrom() {
		assertThat(this.writer.length("abc").block()).extracting(MusubitoResult::value, MusubitoResult::outcome)
			.containsExactly(3, StepOutcome.EXECUTED);
		assertThat(this.writer.length("abc").block()).extracting(MusubitoResult::value, MusubitoResult::outcome)
			.containsExactly(3, StepOutcome.REPLAYED);
	}

	@Test
	void anErrorReachesTheSubscriberAsItIsAndIsNotReplayed() {
		for (int i = 1; i <= 2; i++) {
			StepVerifier.create(this.writer.broken("later")).verifyError(ModelDown.class);
			StepVerifier.create(this.writer.broken("at once")).verifyError(ModelDown.class);
			assertThat(this.model.count).hasValue(2 * i);
		}
	}

	@Test
	void aMissInModeReplayOnlyIsAnErrorByTheModeOfTheBlockInWhichItWasCalled() {
		Mono<List<String>> words = this.musubito.withMode(ReplayMode.REPLAY_ONLY, () -> this.writer.words("x"));
		StepVerifier.create(words).verifyError(ReplayMissException.class);
		assertThat(this.musubito.withMode(ReplayMode.OFF, () -> this.writer.held("x"))).isSameAs(this.model.held);
	}

	@Test
	void aCancelledOneLeavesNothing() {
		Disposable subscription = this.writer.held("x").subscribe();
		assertThat(this.model.sink.currentSubscriberCount()).isEqualTo(1);
		subscription.dispose();
		assertThat(this.model.sink.currentSubscriberCount()).isZero();
		assertThat(underWay()).isZero();
		assertThat(summary()).extracting(StoreSummary::nodes, StoreSummary::artifacts).containsExactly(0L, 0L);
	}

	@Test
	void subscribersAtOnceShareOneExecution() {
		List<CompletableFuture<String>> callers = IntStream.range(0, 8)
			.mapToObj((i) -> this.writer.held("x").toFuture())
			.toList();
		this.model.sink.tryEmitValue("done").orThrow();
		callers.forEach((caller) -> assertThat(caller.join()).isEqualTo("done"));
		assertThat(this.model.count).hasValue(1);
	}

	@Test
	void aStepThatAsksForItselfIsRefused() {
		StepVerifier.create(this.writer.endless("x")).verifyError(CircularStepException.class);
	}

	@Test
	void anEventLoopDoesNotWaitForTheStore() {
		AtomicReference<Boolean> body = new AtomicReference<>();
		this.model.watcher = () -> body.set(Schedulers.isInNonBlockingThread());
		Boolean blocked = Mono.defer(() -> this.writer.watched("x"))
			.subscribeOn(Schedulers.parallel())
			.map((text) -> Schedulers.isInNonBlockingThread())
			.block();
		assertThat(blocked).isFalse();
		assertThat(body).hasValue(false);
		Mono<Boolean> later = this.writer.held("x").map((text) -> Schedulers.isInNonBlockingThread());
		CompletableFuture<Boolean> end = later.toFuture();
		Schedulers.parallel().schedule(() -> this.model.sink.tryEmitValue("done"));
		assertThat(end.join()).isFalse();
	}

	@Test
	void theStepsOfAChainAreUpstreamOfEachOtherAndOfTheStepAroundThem() {
		for (int i = 0; i < 2; i++) {
			assertThat(this.writer.chain("x y").block()).isEqualTo(1);
			assertThat(this.model.count).as("of all three steps").hasValue(3);
		}
		NodeView chain = view(this.writer.chainText("x y").block());
		assertThat(chain.upstream()).hasSize(2);
	}

	@Test
	void aMergeAndAModeEndWithTheirBlock() {
		String merged = this.writer.words("m").block().get(0);
		Mono<MusubitoResult<Integer>> length;
		try (MergeScope merge = this.musubito.merge(merged)) {
			length = this.writer.length("abc");
		}
		AtomicReference<LineageContext> after = new AtomicReference<>();
		MusubitoResult<Integer> result = this.musubito
			.pipeline("p", () -> length.doOnNext((value) -> after.set(Lineage.current())))
			.block();
		assertThat(node(result.nodeId()).upstream()).hasSize(1);
		assertThat(after.get().merged()).isEmpty();
		assertThat(after.get().mode()).isNull();
		assertThat(after.get().activeStep()).isNull();
	}

	@Test
	void theBodySeesItsOwnContextOnEveryPathByWhichItIsAsked() {
		this.model.watcher = () -> this.model.seen.add(Lineage.current());
		this.musubito.pipeline("p", () -> this.writer.watched("x").block(Duration.ofSeconds(20)));
		assertThat(this.model.seen).hasSize(3).allSatisfy((seen) -> {
			assertThat(seen.run().name()).isEqualTo("p");
			assertThat(seen.activeStep().operation()).isEqualTo("watched");
		});
	}

	static class Model {

		private final AtomicInteger count = new AtomicInteger();

		private final Sinks.One<String> sink = Sinks.one();

		private final Mono<String> held = this.sink.asMono();

		private final List<LineageContext> seen = new CopyOnWriteArrayList<>();

		private volatile Runnable watcher = () -> {
		};

	}

	static class Writer {

		private final Model model;

		private final Writer self;

		Writer(Model model, Writer self) {
			this.model = model;
			this.self = self;
		}

		@MusubitoStep
		Mono<List<String>> words(String text) {
			return Mono.fromCallable(() -> {
				this.model.count.incrementAndGet();
				return List.of(text.split(" "));
			});
		}

		@MusubitoStep
		Mono<Void> nothing(String text) {
			this.model.count.incrementAndGet();
			return Mono.empty();
		}

		@MusubitoStep
		Mono<MusubitoResult<Integer>> length(String text) {
			this.model.count.incrementAndGet();
			return Mono.just(MusubitoResult.of(text.length()));
		}

		@MusubitoStep
		Mono<String> held(String text) {
			this.model.count.incrementAndGet();
			return this.model.held;
		}

		@MusubitoStep
		Mono<String> broken(String when) {
			this.model.count.incrementAndGet();
			if (when.equals("at once")) {
				throw new ModelDown();
			}
			return Mono.error(new ModelDown());
		}

		@MusubitoStep
		Mono<String> endless(String text) {
			return this.self.endless(text);
		}

		@MusubitoStep
		Mono<Integer> chain(String text) {
			return this.self.chainText(text).map(String::length);
		}

		@MusubitoStep
		Mono<String> chainText(String text) {
			this.model.count.incrementAndGet();
			return this.self.words(text)
				.flatMap((words) -> this.self.length(words.get(0)))
				.map((length) -> String.valueOf(length.value()));
		}

		@MusubitoStep(name = "watched")
		Mono<String> watched(String text) {
			this.model.watcher.run();
			return Mono.deferContextual((view) -> {
				this.model.watcher.run();
				LineageContext inContext = view.get(LineageThreadLocalAccessor.KEY);
				try (Lineage.Scope scope = Lineage.open(inContext)) {
					this.model.watcher.run();
				}
				return Mono.just(text);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

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
