package io.musubito.behaviour.run;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.ResumeOption;
import io.musubito.RunNotResumableException;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Runs that failed go on where they failed.
 */
@Tag("slow")
@Timeout(60)
class ResumeTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Pipelines pipelines;

	private Steps steps;

	private MusubitoRuns runs;

	@BeforeEach
	void start() {
		start(Application.class);
	}

	private void start(Class<?> configuration, String... properties) {
		this.context = Engine.in(this.directory).start(configuration, properties);
		this.steps = this.context.getBean(Steps.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
		this.pipelines = (configuration == Application.class) ? this.context.getBean(Pipelines.class) : null;
	}

	private void restart(Class<?> configuration, String... properties) {
		this.context.close();
		start(configuration, properties);
	}

	@AfterEach
	void stop() {
		assertThat(Lineage.current()).isEqualTo(LineageContext.empty());
		this.context.close();
	}

	@Test
	void goesOnWhereItFailedWithTheArgumentsOfThen() {
		RunView failed = failedReview();
		assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
		restart(Application.class);
		RunView resumed = this.runs.resume(failed.runId());
		assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(resumed.resumedFrom()).isEqualTo(failed.runId());
		assertThat(resumed.runId()).isNotEqualTo(failed.runId());
		assertThat(resumed.endedAt()).isNotNull();
		assertThat(journal(resumed)).containsExactly("fetch REPLAYED", "score REPLAYED", "gate EXECUTED");
		assertThat(resumed.steps().get(2).reason()).isEqualTo(Reason.PREVIOUS_FAILED);
		assertThat(this.steps.executed()).containsExactly("gate score of diff of 7 [x, y]");
		assertThat(this.runs.find(failed.runId()).orElseThrow().status()).isEqualTo(RunStatus.FAILED);
		assertThat(this.runs.recent(10)).hasSize(2);
	}

	@Test
	void theExceptionOfThePipelinePassesThroughAndTheNewRunHasFailed() {
		RunView failed = failedReview();
		this.steps.fail("gate", new IOException("again"));
		assertThatThrownBy(() -> this.runs.resume(failed.runId())).isInstanceOf(IOException.class).hasMessage("again");
		RunView second = newest();
		assertThat(second.resumedFrom()).isEqualTo(failed.runId());
		assertThat(second.status()).isEqualTo(RunStatus.FAILED);
		assertThat(this.runs.resume(second.runId()).resumedFrom()).isEqualTo(second.runId());
	}

	@Test
	void canBeResumedAgainAfterItWasResumedInVain() {
		RunView failed = failedReview();
		this.steps.fail("gate", new IOException("again"));
		assertThatThrownBy(() -> this.runs.resume(failed.runId())).isInstanceOf(IOException.class);
		assertThat(this.runs.resume(failed.runId()).status()).isEqualTo(RunStatus.SUCCESS);
	}

	@Test
	void ofTwoAtOnceOneWinsAndTheOtherIsTold() throws Exception {
		RunView failed = failedReview();
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		this.steps.block("gate", inside, goOn);
		CompletableFuture<RunView> winner = CompletableFuture.supplyAsync(() -> this.runs.resume(failed.runId()));
		assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
		RunView running = newest();
		assertThat(running.status()).isEqualTo(RunStatus.RUNNING);
		for (ResumeOption[] options : List.of(new ResumeOption[0], from("score"))) {
			assertThatExceptionOfType(RunNotResumableException.class)
				.isThrownBy(() -> this.runs.resume(failed.runId(), options))
				.withMessageContaining("run '" + running.runId() + "' is resuming it since");
		}
		assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(() -> this.runs.resume(running.runId()))
			.withMessageContaining("it is still running, since " + running.startedAt() + ", in process "
					+ ProcessHandle.current().pid());
		goOn.countDown();
		assertThat(winner.get(20, TimeUnit.SECONDS).status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(this.runs.recent(10)).hasSize(2);
	}

	@Test
	void ofManyThatBeginTogetherExactlyOneResumes() throws Exception {
		RunView failed = failedReview();
		int count = 8;
		CyclicBarrier barrier = new CyclicBarrier(count);
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			Callable<String> resume = () -> {
				barrier.await(20, TimeUnit.SECONDS);
				try {
					return this.runs.resume(failed.runId()).status().name();
				}
				catch (RunNotResumableException ex) {
					return "told";
				}
			};
			List<String> answers = new ArrayList<>();
			for (Future<String> answer : threads.invokeAll(Collections.nCopies(count, resume))) {
				answers.add(answer.get());
			}
			assertThat(answers).containsOnlyOnce("SUCCESS").containsOnly("SUCCESS", "told");
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.runs.recent(10)).hasSize(2);
		assertThat(this.steps.executed()).hasSize(1);
	}

	@Test
	void stepsThatAreNeverReplayedExecuteAndOthersReplay() {
		RunView failed = failedReview();
		restart(Application.class, "musubito.steps.fetch.replay=false");
		assertThat(journal(this.runs.resume(failed.runId()))).containsExactly("fetch EXECUTED", "score REPLAYED",
				"gate EXECUTED");
	}

	@Test
	void aNewVersionOfAStepExecutes() {
		RunView failed = failedReview();
		restart(Application.class, "musubito.steps.score.version=2");
		RunView resumed = this.runs.resume(failed.runId());
		assertThat(journal(resumed)).containsExactly("fetch REPLAYED", "score EXECUTED", "gate EXECUTED");
		assertThat(resumed.steps().get(1).reason()).isEqualTo(Reason.VERSION_CHANGED);
	}

	@Test
	void withModeOffNothingIsReplayed() {
		RunView failed = failedReview();
		Musubito musubito = this.context.getBean(Musubito.class);
		RunView resumed = musubito.withMode(ReplayMode.OFF, () -> this.runs.resume(failed.runId()));
		assertThat(this.steps.executed()).hasSize(3);
		assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(resumed.steps()).isEmpty();
		RunView refreshed = musubito.withMode(ReplayMode.REFRESH, () -> this.runs.resume(failed.runId(), from("gate")));
		assertThat(journal(refreshed)).containsExactly("fetch EXECUTED", "score EXECUTED", "gate EXECUTED");
	}

	@Test
	void waitsForResultsThatComeLater() {
		for (String name : List.of("later", "published")) {
			this.steps.fail("gate", new IllegalStateException("no"));
			assertThatThrownBy(() -> this.pipelines.laterOrPublished(name)).hasStackTraceContaining("no");
			RunView resumed = this.runs.resume(newest().runId());
			assertThat(resumed.pipeline()).isEqualTo(name);
			assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
			assertThat(journal(resumed)).containsExactly("fetch REPLAYED", "gate EXECUTED");
			this.steps.fail("gate", new IllegalStateException("no again"));
			String runId = resumed.runId();
			assertThatThrownBy(() -> this.runs.resume(runId, from("gate"))).isInstanceOf(IllegalStateException.class)
				.hasMessage("no again");
			assertThat(newest().status()).isEqualTo(RunStatus.FAILED);
		}
	}

	@Test
	void aChildRunCanBeResumedByItself() {
		this.steps.fail("gate", new IOException("no"));
		assertThatThrownBy(() -> this.pipelines.parent("7")).isInstanceOf(IOException.class);
		RunView child = this.runs.recent(10)
			.stream()
			.filter((run) -> run.pipeline().equals("child"))
			.findFirst()
			.orElseThrow();
		RunView resumed = this.runs.resume(child.runId(), from("score"));
		assertThat(journal(resumed)).containsExactly("score EXECUTED", "gate EXECUTED");
		assertThat(resumed.parentRunId()).isNull();
	}

	@Test
	void waitsForAsyncPipelines() throws Exception {
		this.steps.fail("gate", new IllegalStateException("no"));
		assertThat(this.pipelines.async("7")).failsWithin(Duration.ofSeconds(20));
		Awaitility.await().until(() -> newest().status() == RunStatus.FAILED);
		RunView resumed = this.runs.resume(newest().runId());
		assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(journal(resumed)).containsExactly("fetch REPLAYED", "gate EXECUTED");
		this.steps.fail("gate", new IOException("no again"));
		assertThatThrownBy(() -> this.runs.resume(resumed.runId(), from("gate"))).isInstanceOf(IOException.class)
			.hasMessage("no again");
	}

	@Test
	void doesNotWaitForAsyncPipelinesWithoutAResult() throws Exception {
		this.steps.fail("gate", new IllegalStateException("no"));
		this.pipelines.handOver("8");
		Awaitility.await()
			.until(() -> this.runs.recent(1).stream().anyMatch((run) -> run.status() == RunStatus.FAILED));
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		this.steps.block("gate", inside, goOn);
		RunView resumed = this.runs.resume(newest().runId());
		assertThat(resumed.status()).isEqualTo(RunStatus.RUNNING);
		assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
		goOn.countDown();
		Awaitility.await().until(() -> this.runs.find(resumed.runId()).orElseThrow().status() == RunStatus.SUCCESS);
		assertThat(this.runs.recent(10)).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hand-over", "async" })
	void aRunWhosePipelineNoExecutorTakesHasFailed(String pipeline) throws Exception {
		this.steps.fail("gate", new IllegalStateException("no"));
		if (pipeline.equals("async")) {
			this.pipelines.async("8");
		}
		else {
			this.pipelines.handOver("8");
		}
		Awaitility.await()
			.until(() -> this.runs.recent(1).stream().anyMatch((run) -> run.status() == RunStatus.FAILED));
		RunView failed = newest();
		ThreadPoolTaskExecutor executor = this.context.getBean(ThreadPoolTaskExecutor.class);
		executor.shutdown();
		assertThatThrownBy(() -> this.runs.resume(failed.runId())).isInstanceOf(TaskRejectedException.class);
		Awaitility.await().untilAsserted(() -> assertThat(newest().status()).isEqualTo(RunStatus.FAILED));
		assertThat(newest().resumedFrom()).isEqualTo(failed.runId());
		executor.initialize();
		assertThat(this.runs.resume(failed.runId()).resumedFrom()).isEqualTo(failed.runId());
		Awaitility.await().untilAsserted(() -> assertThat(newest().status()).isEqualTo(RunStatus.SUCCESS));
	}

	@Test
	void aRunThatIsResumedInAnotherRunIsARunOfItsOwn() {
		RunView failed = failedReview();
		RunView resumed = this.context.getBean(Musubito.class)
			.pipeline("repair", () -> this.runs.resume(failed.runId()));
		assertThat(resumed.parentRunId()).isNull();
		assertThat(this.runs.recent(10)).extracting(RunView::pipeline).containsExactly("review", "review");
	}

	private RunView failedReview() {
		this.steps.fail("gate", new IOException("no"));
		assertThatThrownBy(() -> this.pipelines.review("7", List.of("x", "y"))).isInstanceOf(IOException.class);
		this.steps.executed().clear();
		return newest();
	}

	private RunView newest() {
		return this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
	}

	private static ResumeOption[] from(String operation) {
		return new ResumeOption[] { ResumeOption.from(operation) };
	}

	private static List<String> journal(RunView run) {
		return run.steps().stream().map((step) -> step.operation() + " " + step.outcome()).toList();
	}

	@Nested
	class From {

		@Test
		void runsTheStepAndEverythingDownstreamAndNothingElseThoughItGivesTheSameAgain() throws IOException {
			ResumeTests.this.pipelines.graph("7");
			RunView done = newest();
			assertThat(journal(done)).containsExactly("fetch EXECUTED", "dimensions EXECUTED", "score EXECUTED",
					"rate EXECUTED", "summary EXECUTED", "aside EXECUTED", "gate EXECUTED");
			ResumeTests.this.steps.executed().clear();
			RunView resumed = ResumeTests.this.runs.resume(done.runId(), from("score"));
			assertThat(journal(resumed)).containsExactly("fetch REPLAYED", "dimensions REPLAYED", "score EXECUTED",
					"rate EXECUTED", "summary EXECUTED", "aside REPLAYED", "gate EXECUTED");
			assertThat(resumed.steps()).filteredOn((step) -> !step.cached())
				.allSatisfy((step) -> assertThat(step.reason()).isEqualTo(Reason.FORCED))
				.allSatisfy((step) -> assertThat(step.why()).hasToString("forced: resumed from score"));
			assertThat(ResumeTests.this.runs.find(done.runId()).orElseThrow().status()).isEqualTo(RunStatus.SUCCESS);
		}

		@Test
		void isForThisRunOnly() throws IOException {
			ResumeTests.this.pipelines.graph("7");
			ResumeTests.this.runs.resume(newest().runId(), from("score"));
			ResumeTests.this.pipelines.graph("7");
			assertThat(newest().steps()).allMatch(StepView::cached);
		}

		@Test
		void executesOnceWhatIsCalledTwice() {
			ResumeTests.this.pipelines.twice("7");
			RunView resumed = ResumeTests.this.runs.resume(newest().runId(), from("fetch"));
			assertThat(journal(resumed)).containsExactly("fetch EXECUTED", "fetch REPLAYED", "score EXECUTED",
					"score REPLAYED");
		}

		@Test
		void aFailedAttemptIsNotAnsweredWithTheOldResult() {
			ResumeTests.this.pipelines.retrying("7");
			RunView done = newest();
			ResumeTests.this.steps.fail("fetch", new IllegalStateException("no"));
			RunView resumed = ResumeTests.this.runs.resume(done.runId(), from("fetch"));
			assertThat(journal(resumed)).containsExactly("fetch FAILED", "fetch EXECUTED");
		}

		@Test
		void reachesAnInnerStepThroughTheOneThatEnclosesIt() {
			ResumeTests.this.pipelines.nested("7");
			RunView done = newest();
			assertThat(journal(done)).containsExactly("score EXECUTED", "assess EXECUTED", "aside EXECUTED");
			RunView resumed = ResumeTests.this.runs.resume(done.runId(), from("score"));
			assertThat(journal(resumed)).containsExactly("score EXECUTED", "assess EXECUTED", "aside REPLAYED");
			ResumeTests.this.pipelines.nested("7");
			RunView warm = newest();
			assertThat(journal(warm)).containsExactly("assess REPLAYED", "aside REPLAYED");
			assertThat(journal(ResumeTests.this.runs.resume(warm.runId(), from("score"))))
				.containsExactly("score EXECUTED", "assess EXECUTED", "aside REPLAYED");
		}

		@Test
		void reachesStepsOfChildRuns() throws IOException {
			ResumeTests.this.pipelines.parent("7");
			RunView done = ResumeTests.this.runs.recent(10)
				.stream()
				.filter((run) -> run.pipeline().equals("parent"))
				.findFirst()
				.orElseThrow();
			ResumeTests.this.steps.executed().clear();
			RunView resumed = ResumeTests.this.runs.resume(done.runId(), from("score"));
			assertThat(journal(resumed)).containsExactly("fetch REPLAYED");
			RunView child = newest();
			assertThat(child.parentRunId()).isEqualTo(resumed.runId());
			assertThat(journal(child)).containsExactly("score EXECUTED", "gate EXECUTED");
		}

		@Test
		void reachesWhatConsumesAnotherResultThanThenThoughThatIsStored() {
			ResumeTests.this.pipelines.rated("7");
			RunView first = newest();
			ResumeTests.this.steps.answer("B");
			RunView second = ResumeTests.this.runs.resume(first.runId(), from("score"));
			assertThat(journal(second)).containsExactly("score EXECUTED", "rate EXECUTED");
			RunView third = ResumeTests.this.runs.resume(first.runId(), from("score"));
			assertThat(journal(third)).containsExactly("score EXECUTED", "rate EXECUTED");
			assertThat(third.steps().get(1).reason()).isEqualTo(Reason.FORCED);
		}

		@Test
		void reachesWhatWasDownstreamThenThoughNothingTellsNow() {
			ResumeTests.this.pipelines.hidden("7");
			RunView done = newest();
			assertThat(journal(done)).containsExactly("score EXECUTED", "rate EXECUTED", "hidden EXECUTED");
			assertThat(journal(ResumeTests.this.runs.resume(done.runId(), from("score"))))
				.containsExactly("score EXECUTED", "rate EXECUTED", "hidden EXECUTED");
		}

		@Test
		void reachesAnInnerStepThroughAnEnclosingOneThatIsAnotherThanThen() {
			ResumeTests.this.pipelines.nested("7");
			RunView first = newest();
			restart(Application.class, "musubito.steps.assess.version=2");
			ResumeTests.this.pipelines.nested("7");
			assertThat(journal(newest())).containsExactly("score REPLAYED", "assess EXECUTED", "aside REPLAYED");
			assertThat(journal(ResumeTests.this.runs.resume(first.runId(), from("score"))))
				.containsExactly("score EXECUTED", "assess EXECUTED", "aside REPLAYED");
		}

		@Test
		void takesSeveralSteps() throws IOException {
			ResumeTests.this.pipelines.graph("7");
			RunView resumed = ResumeTests.this.runs.resume(newest().runId(), ResumeOption.from("aside"),
					ResumeOption.from("gate"));
			assertThat(resumed.steps()).filteredOn((step) -> !step.cached())
				.extracting(StepView::operation)
				.containsExactly("aside", "gate");
		}

	}

	@Nested
	class Refuses {

		@Test
		void anUnknownRun() {
			assertThatIllegalArgumentException().isThrownBy(() -> ResumeTests.this.runs.resume("none"))
				.withMessage("There is no run 'none'");
		}

		@Test
		void aStepThatTheRunDoesNotHave() {
			RunView failed = failedReview();
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ResumeTests.this.runs.resume(failed.runId(), from("scores")))
				.withMessage("Run '" + failed.runId()
						+ "' can't be resumed from 'scores': it has no such step. It has fetch, gate, score.");
			assertThat(ResumeTests.this.runs.recent(10)).hasSize(1);
		}

		@Test
		void aRunThatHasEndedSuccessfully() throws IOException {
			ResumeTests.this.pipelines.review("7", List.of());
			refuses(newest(), "it has ended successfully, so that there is nothing left to do");
		}

		@Test
		void aRunThatWasResumedSuccessfully() {
			RunView failed = failedReview();
			RunView resumed = ResumeTests.this.runs.resume(failed.runId());
			refuses(failed, "run '" + resumed.runId() + "' has resumed it already, successfully");
			assertThat(ResumeTests.this.runs.resume(failed.runId(), from("gate")).status())
				.isEqualTo(RunStatus.SUCCESS);
		}

		@Test
		void aRunWithoutAMethod() {
			ResumeTests.this.context.getBean(Musubito.class)
				.pipeline("letters", () -> ResumeTests.this.steps.fetch("7"));
			refuses(newest(), "it was run by musubito.pipeline(name, body), which has no call that could be repeated",
					from("fetch"));
		}

		@Test
		void aRunOfAPipelineThatNoLongerExists() {
			RunView failed = failedReview();
			restart(Renamed.class);
			refuses(failed, "the application has no such pipeline any more. Did you mean 'reviews'?");
		}

		@Test
		void aRunOfAPipelineWhoseParametersChanged() {
			RunView failed = failedReview();
			restart(Changed.class);
			refuses(failed,
					"the parameters of the pipeline were (java.lang.String id, java.util.List<java.lang.String> "
							+ "tags) and are (java.lang.String id, java.util.Set<java.lang.String> tags) now");
		}

		@ParameterizedTest
		@ValueSource(strings = { "[{\"text\":\"why\"}]", "[{\"text\":\"why\",\"tone\":null,\"more\":1}]",
				"[{\"text\":\"why\",\"tone\":{}}]" })
		void aRunWhoseArgumentsHaveOtherClassesNow(String stored) throws SQLException {
			ResumeTests.this.pipelines.ask(new Question("why", null));
			RunView done = newest();
			assertThat(ResumeTests.this.runs.resume(done.runId(), from("fetch")).status()).isEqualTo(RunStatus.SUCCESS);
			try (Connection connection = DriverManager
				.getConnection("jdbc:sqlite:" + Engine.in(ResumeTests.this.directory).store());
					PreparedStatement statement = connection
						.prepareStatement("UPDATE musubito_call SET arguments = ?")) {
				statement.setString(1, stored);
				statement.executeUpdate();
			}
			refuses(done, "the classes of its arguments are others than they were", from("fetch"));
		}

		private void refuses(RunView run, String reason, ResumeOption... options) {
			int count = ResumeTests.this.runs.recent(10).size();
			assertThatExceptionOfType(RunNotResumableException.class)
				.isThrownBy(() -> ResumeTests.this.runs.resume(run.runId(), options))
				.withMessageStartingWith("Run '" + run.runId() + "' of '" + run.pipeline() + "' can't be resumed: ")
				.withMessageContaining(reason)
				.satisfies((ex) -> assertThat(ex.runId()).isEqualTo(run.runId()));
			assertThat(ResumeTests.this.runs.recent(10)).hasSize(count);
		}

	}

	record Question(String text, @Nullable String tone) {

	}

	static class Steps {

		private final Steps self;

		private final Queue<String> executed = new ConcurrentLinkedQueue<>();

		private final Map<String, Exception> failures = new ConcurrentHashMap<>();

		private final Map<String, CountDownLatch[]> latches = new ConcurrentHashMap<>();

		private String answer = "score";

		private String remembered = "";

		Steps(Steps self) {
			this.self = self;
		}

		Queue<String> executed() {
			return this.executed;
		}

		void answer(String newAnswer) {
			this.answer = newAnswer;
		}

		void remember(String score) {
			this.remembered = score;
		}

		void fail(String step, Exception failure) {
			this.failures.put(step, failure);
		}

		void block(String step, CountDownLatch inside, CountDownLatch goOn) {
			this.latches.put(step, new CountDownLatch[] { inside, goOn });
		}

		@MusubitoStep(name = "fetch")
		String fetch(String id) {
			execute("fetch", id);
			return "diff of " + id;
		}

		@MusubitoStep(name = "dimensions")
		String dimensions(String diff) {
			execute("dimensions", diff);
			return "dimensions of " + diff;
		}

		@MusubitoStep(name = "score")
		String score(String diff) {
			execute("score", diff);
			return this.answer + " of " + diff;
		}

		@MusubitoStep(name = "assess")
		String assess(String text) {
			execute("assess", text);
			return "assessment of " + this.self.score(text);
		}

		@MusubitoStep(name = "rate")
		String rate(String score) {
			execute("rate", score);
			return "B";
		}

		@MusubitoStep(name = "hidden")
		String hidden(String id) {
			execute("hidden", id);
			return this.self.rate(this.remembered);
		}

		@MusubitoStep(name = "summary")
		String summary(String text) {
			execute("summary", text);
			return "summary";
		}

		@MusubitoStep(name = "aside")
		String aside(String diff) {
			execute("aside", diff);
			return "aside on " + diff;
		}

		@MusubitoStep(name = "gate")
		String gate(String text) throws IOException {
			try {
				execute("gate", text);
			}
			catch (RuntimeException ex) {
				if (ex.getCause() instanceof IOException cause) {
					throw cause;
				}
				throw ex;
			}
			return "verdict on " + text;
		}

		private void execute(String step, String input) {
			this.executed.add(step + " " + input);
			await(this.latches.remove(step));
			Exception failure = this.failures.remove(step);
			if (failure instanceof RuntimeException unchecked) {
				throw unchecked;
			}
			if (failure != null) {
				throw new IllegalStateException(failure);
			}
		}

		private static void await(CountDownLatch @Nullable [] blocked) {
			try {
				if (blocked != null) {
					blocked[0].countDown();
					assertThat(blocked[1].await(20, TimeUnit.SECONDS)).isTrue();
				}
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	static class Pipelines {

		private final Steps steps;

		private final Musubito musubito;

		private final Pipelines self;

		Pipelines(Steps steps, Musubito musubito, Pipelines self) {
			this.steps = steps;
			this.musubito = musubito;
			this.self = self;
		}

		@MusubitoPipeline("review")
		String review(String id, List<String> tags) throws IOException {
			return this.steps.gate(this.steps.score(this.steps.fetch(id) + " " + tags));
		}

		@MusubitoPipeline("graph")
		void graph(String id) throws IOException {
			String diff = this.steps.fetch(id);
			String dimensions = this.steps.dimensions(diff);
			String score = this.steps.score(dimensions);
			this.steps.rate(score);
			String summary;
			try (MergeScope merge = this.musubito.merge(score)) {
				summary = this.steps.summary("derived from " + score.length());
			}
			this.steps.aside(diff);
			this.steps.gate(summary);
		}

		@MusubitoPipeline("twice")
		void twice(String id) {
			String one = this.steps.fetch(id);
			String other = this.steps.fetch(id);
			this.steps.score(one);
			this.steps.score(other);
		}

		@MusubitoPipeline("retrying")
		String retrying(String id) {
			try {
				return this.steps.fetch(id);
			}
			catch (IllegalStateException ex) {
				return this.steps.fetch(id);
			}
		}

		@MusubitoPipeline("ask")
		void ask(Question question) {
			this.steps.fetch(question.text());
		}

		@MusubitoPipeline("rated")
		void rated(String id) {
			this.steps.rate(this.steps.score(id));
		}

		@MusubitoPipeline("hidden")
		void hidden(String id) {
			this.steps.remember(this.steps.score(id));
			this.steps.hidden(id);
		}

		@MusubitoPipeline("nested")
		void nested(String id) {
			this.steps.assess(id);
			this.steps.aside(id);
		}

		@MusubitoPipeline("parent")
		void parent(String id) throws IOException {
			this.self.child(this.steps.fetch(id));
		}

		@MusubitoPipeline("child")
		void child(String diff) throws IOException {
			this.steps.gate(this.steps.score(diff));
		}

		void laterOrPublished(String name) {
			if (name.equals("later")) {
				this.self.later(name).join();
			}
			else {
				this.self.published(name).block();
			}
		}

		@Async
		@MusubitoPipeline("async")
		CompletableFuture<String> async(String id) throws IOException {
			return CompletableFuture.completedFuture(this.steps.gate(this.steps.fetch(id)));
		}

		@Async
		@MusubitoPipeline("hand-over")
		void handOver(String id) throws IOException {
			this.steps.gate(this.steps.fetch(id));
		}

		@MusubitoPipeline("later")
		CompletableFuture<String> later(String id) {
			String diff = this.steps.fetch(id);
			LineageContext context = Lineage.current();
			return CompletableFuture.supplyAsync(() -> {
				try (Lineage.Scope scope = Lineage.open(context)) {
					return this.steps.gate(diff);
				}
				catch (IOException ex) {
					throw new IllegalArgumentException(ex);
				}
			});
		}

		@MusubitoPipeline("published")
		Mono<String> published(String id) {
			String diff = this.steps.fetch(id);
			LineageContext context = Lineage.current();
			return Mono.fromCallable(() -> {
				try (Lineage.Scope scope = Lineage.open(context)) {
					return this.steps.gate(diff);
				}
			});
		}

	}

	static class RenamedPipelines {

		@MusubitoPipeline("reviews")
		void review(String id, List<String> tags) {
		}

		@MusubitoPipeline("other")
		void other() {
		}

	}

	static class ChangedPipelines {

		@MusubitoPipeline("review")
		void review(String id, Set<String> tags) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StepConfiguration {

		@Bean
		Steps steps(@Lazy Steps self) {
			return new Steps(self);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Application extends StepConfiguration {

		@Bean
		ThreadPoolTaskExecutor applicationTaskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setTaskDecorator(new ContextPropagatingTaskDecorator());
			return executor;
		}

		@Bean
		Pipelines pipelines(Steps steps, Musubito musubito, @Lazy Pipelines self) {
			return new Pipelines(steps, musubito, self);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Renamed extends StepConfiguration {

		@Bean
		RenamedPipelines pipelines() {
			return new RenamedPipelines();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Changed extends StepConfiguration {

		@Bean
		ChangedPipelines pipelines() {
			return new ChangedPipelines();
		}

	}

}
