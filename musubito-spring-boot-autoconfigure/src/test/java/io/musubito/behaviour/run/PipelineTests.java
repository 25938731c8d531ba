package io.musubito.behaviour.run;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.ResumeOption;
import io.musubito.RunKind;
import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.lineage.RunScope;
import io.musubito.run.Pipeline;
import io.musubito.run.RunTracker;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls of annotated methods are runs.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class PipelineTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Reviews reviews;

	private MusubitoRuns runs;

	@BeforeAll
	static void switchOnWhatBootSwitchesOn() {
		Hooks.enableAutomaticContextPropagation();
	}

	@AfterAll
	static void switchOff() {
		Hooks.disableAutomaticContextPropagation();
	}

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.reviews = this.context.getBean(Reviews.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
	}

	@AfterEach
	void stop() {
		assertThat(Lineage.current()).isEqualTo(LineageContext.empty());
		this.context.close();
	}

	@Test
	void eachCallIsARunWithItsJournal() {
		assertThat(this.reviews.review("a")).isEqualTo("verdict on score of a");
		assertThat(this.reviews.review("a")).isEqualTo("verdict on score of a");
		List<RunView> recent = this.runs.recent(10);
		assertThat(recent).extracting(RunView::pipeline).containsExactly("review", "review");
		assertThat(recent).extracting(RunView::status).containsOnly(RunStatus.SUCCESS);
		assertThat(recent).extracting(RunView::parentRunId).containsOnlyNulls();
		assertThat(steps(recent.get(1))).containsExactly("score EXECUTED", "gate EXECUTED");
		assertThat(steps(recent.get(0))).containsExactly("score REPLAYED", "gate REPLAYED");
	}

	@Test
	void aRunWithoutStepsLeavesNoTrace() {
		this.reviews.idle();
		assertThat(this.runs.recent(10)).isEmpty();
	}

	@Test
	void withoutANameItIsThatOfClassAndMethod() {
		this.reviews.unnamed("a");
		assertThat(newest().pipeline()).isEqualTo(Reviews.class.getName() + "#unnamed");
	}

	@Test
	void anExceptionPassesThroughAndFailsTheRun() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.reviews.failing("a")).withMessage("a");
		assertThat(newest().status()).isEqualTo(RunStatus.FAILED);
		assertThat(newest().endedAt()).isNotNull();
	}

	@Test
	void aPipelineThatIsCalledInAnotherIsAChildRun() {
		this.reviews.reviewAll(List.of("a", "b"));
		List<RunView> recent = this.runs.recent(10);
		assertThat(recent).extracting(RunView::pipeline).containsExactlyInAnyOrder("review-all", "review", "review");
		RunView parent = recent.stream().filter((run) -> run.pipeline().equals("review-all")).findFirst().orElseThrow();
		assertThat(parent.parentRunId()).isNull();
		assertThat(parent.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(recent).filteredOn((run) -> run.pipeline().equals("review"))
			.extracting(RunView::parentRunId)
			.containsOnly(parent.runId());
		assertThat(recent).filteredOn((run) -> run.pipeline().equals("review"))
			.allSatisfy((run) -> assertThat(steps(run)).containsExactly("score EXECUTED", "gate EXECUTED"));
	}

	@Test
	void aPipelineInAWebRequestIsNoChildOfThatButARunOfItsOwn() {
		RunScope request = this.context.getBean(RunTracker.class).startRequest(() -> "GET /");
		try (Lineage.Scope scope = Lineage.open(LineageContext.empty().withRun(request))) {
			this.reviews.review("a");
		}
		assertThat(this.runs.recent(10)).singleElement()
			.satisfies((run) -> assertThat(run.parentRunId()).isNull())
			.satisfies((run) -> assertThat(run.kind()).isEqualTo(RunKind.PIPELINE));
	}

	@Test
	void aRunWhoseArgumentsCantBeStoredRunsAndSaysOnceThatItCantBeResumed(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger(Pipeline.class);
		logger.setLevel(Level.INFO);
		this.reviews.read(new StringReader("a"));
		this.reviews.read(new StringReader("b"));
		this.reviews.describe(Map.of("x", Duration.ofDays(1)));
		logger.setLevel(null);
		assertThat(this.runs.recent(10)).extracting(RunView::status)
			.containsExactly(RunStatus.SUCCESS, RunStatus.SUCCESS, RunStatus.SUCCESS);
		assertThat(output).containsOnlyOnce("Pipeline 'read' runs, but its runs can't be resumed")
			.contains("parameter 'reader': java.io.Reader can't be stored")
			.containsOnlyOnce("Pipeline 'describe' runs, but its runs can't be resumed")
			.contains("It is in parameter 'details', at ");
		assertThatExceptionOfType(RunNotResumableException.class)
			.isThrownBy(() -> this.runs.resume(newest().runId(), ResumeOption.from("score")))
			.withMessageContaining("its arguments are not there: they hold a value that is not the same");
	}

	@Test
	void theRunOfAFutureEndsWithIt() throws Exception {
		CompletableFuture<String> result = this.reviews.later("a");
		assertThat(newest().status()).isEqualTo(RunStatus.RUNNING);
		this.reviews.answers().get("a").complete("done");
		assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("done");
		assertThat(newest().status()).isEqualTo(RunStatus.SUCCESS);
	}

	@Test
	void theRunOfAFutureFailsWithIt() {
		CompletableFuture<String> failing = this.reviews.later("a");
		this.reviews.answers().get("a").completeExceptionally(new IllegalStateException("no"));
		assertThat(failing).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessage("no");
		assertThat(newest().status()).isEqualTo(RunStatus.FAILED);
		CompletableFuture<String> cancelled = this.reviews.later("b");
		assertThat(cancelled.cancel(true)).isTrue();
		assertThat(this.reviews.answers().get("b")).isCancelled();
		assertThat(newest().status()).isEqualTo(RunStatus.FAILED);
	}

	@Test
	void theRunOfAFutureThatTheCallerGivesUpFails() {
		this.reviews.later("a").completeExceptionally(new TimeoutException());
		assertThat(this.reviews.answers().get("a")).isCancelled();
		assertThat(newest().status()).isEqualTo(RunStatus.FAILED);
		this.reviews.later("b").complete("own");
		assertThat(this.reviews.answers().get("b")).isCancelled();
		assertThat(newest().status()).isEqualTo(RunStatus.FAILED);
	}

	@Test
	void theRunOfAMonoEndsWithItAndEachSubscriptionIsARun() {
		Mono<String> mono = this.reviews.published("a");
		assertThat(this.runs.recent(10)).isEmpty();
		assertThat(mono.block()).isEqualTo("verdict on score of a");
		assertThat(mono.block()).isEqualTo("verdict on score of a");
		assertThat(this.runs.recent(10)).extracting(RunView::status)
			.containsExactly(RunStatus.SUCCESS, RunStatus.SUCCESS);
		assertThat(this.runs.recent(10)).extracting(RunView::pipeline).containsOnly("published");
		assertThat(steps(newest())).containsExactly("score REPLAYED", "gate REPLAYED");
	}

	@Test
	void aCancelledFluxEndsItsRunAsFailed() {
		assertThat(this.reviews.stream("a").take(1).blockLast()).isEqualTo("score of a");
		assertThat(newest().status()).isEqualTo(RunStatus.FAILED);
		assertThat(this.reviews.stream("b").collectList().block()).hasSize(2);
		assertThat(newest().status()).isEqualTo(RunStatus.SUCCESS);
	}

	@Test
	void thePipelineMethodOfTheFacadeTakesTheSameResults() throws Exception {
		Musubito musubito = this.context.getBean(Musubito.class);
		CompletableFuture<String> source = new CompletableFuture<>();
		CompletableFuture<String> result = musubito.pipeline("letters", () -> {
			this.reviews.score("a");
			return source;
		});
		assertThat(newest().status()).isEqualTo(RunStatus.RUNNING);
		source.complete("x");
		assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("x");
		assertThat(newest().status()).isEqualTo(RunStatus.SUCCESS);
		Mono<String> mono = musubito.pipeline("letters", () -> Mono.fromCallable(() -> this.reviews.score("b")));
		assertThat(mono.block()).isEqualTo("score of b");
		assertThat(newest().status()).isEqualTo(RunStatus.SUCCESS);
	}

	@Test
	void aRunThatIsUnderWayCantBeResumed() throws Exception {
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		Thread thread = new Thread(() -> this.reviews.waiting("a", inside, goOn));
		thread.start();
		assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(newest().status()).isEqualTo(RunStatus.RUNNING);
		assertThatExceptionOfType(RunNotResumableException.class)
			.isThrownBy(() -> this.runs.resume(newest().runId(), ResumeOption.from("score")));
		goOn.countDown();
		Awaitility.await().until(() -> newest().status() == RunStatus.SUCCESS);
		thread.join();
	}

	@Test
	void aRunThatIsUnderWayWhenItsContextIsClosedCanBeResumedInAnotherContextOfTheProcess() throws Exception {
		CompletableFuture<String> running = this.reviews.later("a");
		String runId = newest().runId();
		this.context.close();
		start();
		assertThat(newest().status()).isEqualTo(RunStatus.ABANDONED);
		this.reviews.answers().put("a", CompletableFuture.completedFuture("x"));
		RunView resumed = this.runs.resume(runId);
		assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(steps(resumed)).containsExactly("score REPLAYED");
		assertThat(running).isNotDone();
	}

	@Test
	void mistakesInDeclarationsFailTheStart() {
		assertThat(startupFailure(BothBean.class)).contains("Pipeline 'both'", "is a step too");
		assertThat(startupFailure(TwiceBean.class)).contains("Two pipelines have the name 'twice'");
		assertThat(startupFailure(PrivateBean.class)).contains("@MusubitoPipeline on ", "the method is private");
		assertThat(startupFailure(FinalBean.class)).contains("@MusubitoPipeline on ", "the method is final");
	}

	private String startupFailure(Class<?> bean) {
		AtomicReference<String> description = new AtomicReference<>();
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean(bean)
			.run((failed) -> description.set(StartupFailure.description(failed)));
		return description.get();
	}

	private RunView newest() {
		return this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
	}

	private List<String> steps(RunView run) {
		return this.runs.find(run.runId())
			.orElseThrow()
			.steps()
			.stream()
			.map((step) -> step.operation() + " " + step.outcome())
			.toList();
	}

	static class Reviews {

		private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();

		private final Reviews self;

		Reviews(Reviews self) {
			this.self = self;
		}

		Map<String, CompletableFuture<String>> answers() {
			return this.answers;
		}

		@MusubitoStep(name = "score")
		String score(String diff) {
			return "score of " + diff;
		}

		@MusubitoStep(name = "gate")
		String gate(String score) {
			return "verdict on " + score;
		}

		@MusubitoPipeline("review")
		String review(String diff) {
			return this.self.gate(this.self.score(diff));
		}

		@MusubitoPipeline("review-all")
		void reviewAll(List<String> diffs) {
			diffs.forEach(this.self::review);
		}

		@MusubitoPipeline
		String unnamed(String diff) {
			return this.self.score(diff);
		}

		@MusubitoPipeline("idle")
		void idle() {
		}

		@MusubitoPipeline("failing")
		String failing(String diff) throws IOException {
			this.self.score(diff);
			throw new IOException(diff);
		}

		@MusubitoPipeline("read")
		String read(Reader reader) {
			return this.self.score("x");
		}

		@MusubitoPipeline("describe")
		String describe(Map<String, Object> details) {
			return this.self.score("x");
		}

		@MusubitoPipeline("later")
		CompletableFuture<String> later(String diff) {
			this.self.score(diff);
			return this.answers.computeIfAbsent(diff, (key) -> new CompletableFuture<>());
		}

		@MusubitoPipeline("published")
		Mono<String> published(String diff) {
			return Mono.fromCallable(() -> this.self.gate(this.self.score(diff)));
		}

		@MusubitoPipeline("stream")
		Flux<String> stream(String diff) {
			return Flux.defer(() -> Flux.just(this.self.score(diff), "end"));
		}

		@MusubitoPipeline("waiting")
		@Nullable String waiting(String diff, CountDownLatch inside, CountDownLatch goOn) {
			String score = this.self.score(diff);
			inside.countDown();
			try {
				return goOn.await(20, TimeUnit.SECONDS) ? score : null;
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	static class BothBean {

		@MusubitoStep
		@MusubitoPipeline("both")
		String both() {
			return "";
		}

	}

	static class TwiceBean {

		@MusubitoPipeline("twice")
		void one() {
		}

		@MusubitoPipeline("twice")
		void other() {
		}

	}

	static class PrivateBean {

		@MusubitoPipeline
		private void hidden() {
		}

	}

	static class FinalBean {

		@MusubitoPipeline
		final void fixed() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Reviews reviews(@Lazy Reviews self) {
			return new Reviews(self);
		}

	}

}
