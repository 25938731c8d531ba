package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.PlannedOutcome;
import io.musubito.Reason;
import io.musubito.ResumeOption;
import io.musubito.RunPlan;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.run.FanOutProgress;
import io.musubito.run.RunTracker;
import io.musubito.store.LineageQueries;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What people are told before they act, against what then happens.
 */
@Timeout(60)
class LookAheadTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private MusubitoRuns runs;

	private MusubitoLineage lineage;

	private LineageQueries queries;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
		this.lineage = this.context.getBean(MusubitoLineage.class);
		this.queries = this.context.getBean(LineageQueries.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "find", "draft", "rate", "check" })
	void whatARunFromAStepIsPlannedToDoHappens(String from) {
		RunView run = write("bees");
		RunPlan plan = this.runs.plan(run.runId(), ResumeOption.from(from));
		RunView resumed = this.runs.resume(run.runId(), ResumeOption.from(from));
		assertThat(plan.steps()).hasSameSizeAs(resumed.steps());
		assertThat(plan.steps()).filteredOn((step) -> step.operation().equals(from)).allSatisfy((step) -> {
			assertThat(step.outcome()).isEqualTo(PlannedOutcome.RUNS);
			assertThat(step.why().reason()).isEqualTo(Reason.FORCED);
			assertThat(step.why().toString()).contains("resumed from " + from);
		});
		Map<String, StepOutcome> happened = resumed.steps()
			.stream()
			.collect(Collectors.toMap(StepView::operation, StepView::outcome, (one, other) -> one));
		assertThat(plan.steps()).allSatisfy((step) -> {
			if (step.outcome() != PlannedOutcome.MAY_RUN) {
				assertThat(happened.get(step.operation())).as(step.operation())
					.isEqualTo((step.outcome() == PlannedOutcome.RUNS) ? StepOutcome.EXECUTED : StepOutcome.REPLAYED);
			}
		});
		assertThat(plan.runs().steps()).isPositive();
	}

	@Test
	void aPlanFromAnUnknownStepOrWithAGivenResultIsRefused() {
		RunView run = write("bees");
		assertThatIllegalArgumentException().isThrownBy(() -> this.runs.plan(run.runId(), ResumeOption.from("nothing")))
			.withMessageContaining("it has no such step. It has check, draft, find, rate");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.runs.plan(run.runId(), ResumeOption.override("draft", "mine")))
			.withMessageContaining("given by hand", "ResumeOption.from");
		assertThat(this.runs.plan(run.runId()).runs().steps()).as("nothing was changed by asking").isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "find", "draft", "rate", "check" })
	void whatAnInvalidationIsSaidToMarkItMarks(String operation) {
		write("bees");
		RunView run = write("ants");
		String nodeId = run.steps()
			.stream()
			.filter((step) -> step.operation().equals(operation))
			.findFirst()
			.orElseThrow()
			.nodeId();
		Map<String, Integer> foreseen = this.queries.findInvalidated(nodeId);
		assertThat(this.queries.findInvalidated(nodeId)).as("asking marks nothing").isEqualTo(foreseen);
		int marked = this.lineage.invalidate(nodeId);
		assertThat(marked).isPositive().isEqualTo(foreseen.values().stream().mapToInt(Integer::intValue).sum());
		assertThat(this.queries.findInvalidated(nodeId)).as("marked already").isEmpty();
		assertThat(this.queries.findInvalidated("unknown")).isEmpty();
	}

	@Test
	void tellsHowFarAFanOutIs() throws Exception {
		Pipelines pipelines = this.context.getBean(Pipelines.class);
		Gate gate = this.context.getBean(Gate.class);
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<?> running = threads.submit(() -> pipelines.wait(List.of("one", "two", "hold", "three")));
			assertThat(gate.held.await(30, TimeUnit.SECONDS)).isTrue();
			String runId = this.runs.recent(1).get(0).runId();
			RunTracker tracker = this.context.getBean(RunTracker.class);
			assertThat(tracker.fanOuts(runId)).containsExactly(new FanOutProgress(2, 4));
			assertThat(tracker.fanOuts("another")).isEmpty();
			gate.release.countDown();
			running.get(30, TimeUnit.SECONDS);
			assertThat(tracker.fanOuts(runId)).isEmpty();
		}
		finally {
			gate.release.countDown();
			threads.shutdownNow();
		}
	}

	@Test
	void aStepOfARunTellsWhenItWasAndWhatFailed() {
		this.context.getBean(Gate.class).failure.set(new IllegalStateException("no rates today"));
		try {
			write("bees");
		}
		catch (RuntimeException ex) {
			assertThat(ex).isNotNull();
		}
		RunView run = this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
		assertThat(run.steps()).allSatisfy((step) -> {
			assertThat(step.endedAt()).isBetween(run.startedAt(), run.endedAt());
			assertThat(step.position()).contains(step.operation() + "[");
			assertThat(step.type()).isNotNull();
		});
		assertThat(run.steps()).filteredOn((step) -> step.outcome() == StepOutcome.FAILED)
			.isNotEmpty()
			.allSatisfy((step) -> assertThat(step.error()).contains("no rates today"));
		assertThat(run.steps()).filteredOn((step) -> step.outcome() == StepOutcome.EXECUTED)
			.isNotEmpty()
			.allSatisfy((step) -> assertThat(step.error()).isNull());
	}

	private RunView write(String topic) {
		this.context.getBean(Pipelines.class).write(topic);
		return this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
	}

	static class Gate {

		final CountDownLatch held = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		final AtomicReference<RuntimeException> failure = new AtomicReference<>();

	}

	static class Steps {

		private final Gate gate;

		Steps(Gate gate) {
			this.gate = gate;
		}

		@MusubitoStep(name = "find")
		List<String> find(String topic) {
			return List.of(topic + " one", topic + " two");
		}

		@MusubitoStep(name = "draft")
		String draft(String topic, List<String> found) {
			return "draft of " + topic + " from " + found;
		}

		@MusubitoStep(name = "rate")
		int rate(String item) {
			RuntimeException ex = this.gate.failure.get();
			if (ex != null) {
				throw ex;
			}
			return item.length();
		}

		@MusubitoStep(name = "check")
		String check(String draft) {
			return "checked " + draft;
		}

	}

	static class Pipelines {

		private final Steps steps;

		private final Musubito musubito;

		private final Gate gate;

		Pipelines(Steps steps, Musubito musubito, Gate gate) {
			this.steps = steps;
			this.musubito = musubito;
			this.gate = gate;
		}

		@MusubitoPipeline("letter")
		String write(String topic) {
			List<String> found = this.steps.find(topic);
			String draft = this.steps.draft(topic, found);
			return this.steps.check(draft) + this.musubito.forEach(found).apply(this.steps::rate);
		}

		@MusubitoPipeline("wait")
		List<Integer> wait(List<String> items) {
			return this.musubito.forEach(items).apply((item) -> {
				if (item.equals("hold")) {
					this.gate.held.countDown();
					this.gate.release.await();
				}
				return this.steps.rate(item);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Gate.class, Steps.class, Pipelines.class })
	static class Application {

	}

}
