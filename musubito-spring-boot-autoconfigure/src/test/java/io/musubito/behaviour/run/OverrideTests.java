package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.musubito.ManualAnswer;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.NodeView;
import io.musubito.PlannedOutcome;
import io.musubito.PlannedStep;
import io.musubito.Reason;
import io.musubito.ResumeOption;
import io.musubito.RunDiff;
import io.musubito.RunPlan;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A result is given by hand when a run is resumed.
 */
@Timeout(60)
class OverrideTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private Desk desk;

	private MusubitoRuns runs;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.steps = this.context.getBean(Steps.class);
		this.desk = this.context.getBean(Desk.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
	}

	private void restart() {
		this.context.close();
		start();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void whatDependsOnTheGivenResultRunsOnIt() {
		RunView origin = answered("q");
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended").by("ada"));
		assertThat(mended.status()).isEqualTo(RunStatus.SUCCESS);
		assertThat(journal(mended)).containsExactly("retrieve REPLAYED", "draft MANUAL", "validate EXECUTED",
				"format EXECUTED");
		assertThat(this.steps.executed()).containsExactly("validate mended", "format mended of retrieve q");
		StepView draft = mended.steps().get(1);
		assertThat(draft.cached()).isFalse();
		assertThat(draft.reason()).isEqualTo(Reason.MANUAL);
		assertThat(draft.manual().by()).isEqualTo("ada");
		assertThat(draft.manual().at()).isBetween(mended.startedAt().minusSeconds(60), Instant.now());
		assertThat(mended.steps().get(2).why().toString()).contains("draft", "given by ada");
	}

	@Test
	void aDiffCountsItNeitherAsExecutedNorAsReplayed() {
		RunView origin = answered("q");
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended").by("ada"));
		RunDiff diff = this.runs.diff(origin.runId(), mended.runId());
		assertThat(diff.after().executed()).isEqualTo(2);
		assertThat(diff.after().replayed()).isOne();
		assertThat(diff.causes()).extracting((cause) -> cause.change().component())
			.containsExactly("upstream result given by hand");
	}

	@Test
	void aPlanIsThatOfAnOrdinaryCall() {
		RunView origin = answered("q");
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended"));
		RunPlan plan = this.runs.plan(mended.runId());
		assertThat(plan.basedOn()).isEqualTo(origin.runId());
		assertThat(plan.steps()).extracting(PlannedStep::outcome).containsOnly(PlannedOutcome.REPLAYS);
	}

	@Test
	void provenanceSaysWho() {
		RunView mended = this.runs.resume(answered("q").runId(), ResumeOption.override("draft", "mended").by("ada"));
		MusubitoLineage lineage = this.context.getBean(MusubitoLineage.class);
		NodeView draft = lineage.find(mended.steps().get(1).nodeId()).orElseThrow();
		assertThat(draft.status()).isEqualTo(NodeStatus.MANUAL);
		assertThat(draft.manual()).extracting(ManualAnswer::by).isEqualTo("ada");
		assertThat(draft.upstream()).isEmpty();
		assertThat(draft.downstream()).containsExactlyInAnyOrder(mended.steps().get(2).nodeId(),
				mended.steps().get(3).nodeId());
		assertThat(lineage.explain(draft.nodeId()).toString()).contains("given by ada");
		NodeView validate = lineage.find(mended.steps().get(2).nodeId()).orElseThrow();
		assertThat(validate.status()).isEqualTo(NodeStatus.SUCCESS);
		assertThat(validate.upstream()).containsExactly(draft.nodeId());
	}

	@Test
	void theNextOrdinaryRunDoesNotSeeIt() {
		RunView origin = answered("q");
		this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended"));
		this.steps.executed();
		restart();
		assertThat(this.desk.answer("q")).isEqualTo("format draft of retrieve q of retrieve q");
		assertThat(journal(newest())).containsExactly("retrieve REPLAYED", "draft REPLAYED", "validate REPLAYED",
				"format REPLAYED");
		assertThat(newest().steps().get(1).nodeId()).isEqualTo(origin.steps().get(1).nodeId());
		assertThat(this.steps.executed()).isEmpty();
	}

	@Test
	void takesThePlaceOfAStepThatFailed() {
		this.steps.failIn("draft");
		assertThatThrownBy(() -> this.desk.answer("q")).hasMessage("draft failed");
		RunView failed = newest();
		restart();
		this.steps.failIn("draft");
		RunView mended = this.runs.resume(failed.runId(), ResumeOption.override("draft", "mended"));
		assertThat(journal(mended)).containsExactly("retrieve REPLAYED", "draft MANUAL", "validate EXECUTED",
				"format EXECUTED");
	}

	@Test
	void resumingTheRunAgainKeepsTheGivenResult() {
		RunView origin = answered("q");
		this.steps.failIn("format");
		assertThatThrownBy(() -> this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended").by("ada")))
			.hasMessage("format failed");
		RunView failed = newest();
		restart();
		RunView again = this.runs.resume(failed.runId());
		assertThat(journal(again)).containsExactly("retrieve REPLAYED", "draft MANUAL", "validate REPLAYED",
				"format EXECUTED");
		assertThat(again.steps().get(1).manual().by()).isEqualTo("ada");
		assertThat(this.steps.executed()).containsExactly("format mended of retrieve q");
		RunView anew = this.runs.resume(again.runId(), ResumeOption.override("draft", "better").by("bob"));
		assertThat(journal(anew)).containsExactly("retrieve REPLAYED", "draft MANUAL", "validate EXECUTED",
				"format EXECUTED");
		assertThat(anew.steps().get(1).manual().by()).isEqualTo("bob");
		RunView from = this.runs.resume(again.runId(), ResumeOption.from("draft"));
		assertThat(journal(from)).startsWith("retrieve REPLAYED", "draft EXECUTED");
	}

	private RunView answered(String question) {
		this.desk.answer(question);
		this.steps.executed();
		return newest();
	}

	private RunView newest() {
		return this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
	}

	private static List<String> journal(RunView run) {
		return run.steps().stream().map((step) -> step.operation() + " " + step.outcome()).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Desk desk(Steps steps) {
			return new Desk(steps);
		}

	}

	static class Desk {

		private final Steps steps;

		Desk(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("answer")
		String answer(String question) {
			String context = this.steps.retrieve(question);
			String draft = this.steps.draft(context);
			this.steps.validate(draft);
			return this.steps.format(draft, context);
		}

	}

	static class Steps {

		private final Queue<String> executed = new ConcurrentLinkedQueue<>();

		private final Queue<String> failing = new ConcurrentLinkedQueue<>();

		void failIn(String step) {
			this.failing.add(step);
		}

		List<String> executed() {
			List<String> all = List.copyOf(this.executed);
			this.executed.clear();
			return all;
		}

		private String execute(String step, String argument) {
			if (this.failing.remove(step)) {
				throw new IllegalStateException(step + " failed");
			}
			this.executed.add(step + " " + argument);
			return step + " of " + argument;
		}

		@MusubitoStep(name = "retrieve")
		String retrieve(String question) {
			this.executed.add("retrieve " + question);
			return "retrieve " + question;
		}

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC)
		String draft(String context) {
			return execute("draft", context);
		}

		@MusubitoStep(name = "validate")
		boolean validate(String draft) {
			return !execute("validate", draft).isEmpty();
		}

		@MusubitoStep(name = "format")
		String format(String draft, String context) {
			execute("format", draft + " of " + context);
			return "format " + draft + " of " + context;
		}

	}

}
