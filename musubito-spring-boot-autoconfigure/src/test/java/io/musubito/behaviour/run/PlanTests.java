package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.PlannedOutcome;
import io.musubito.PlannedStep;
import io.musubito.Reason;
import io.musubito.RunNotResumableException;
import io.musubito.RunPlan;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a plan says, and what then happens. The application is compiled from its source in
 * two versions, which are started on one store one after the other.
 */
@Tag("slow")
class PlanTests {

	private static final String APPLICATION = """
			package planned;

			import java.util.List;
			import io.musubito.*;
			import org.springframework.beans.factory.annotation.Value;
			import org.springframework.context.annotation.Import;

			@Import({ App.Steps.class, App.Helper.class, App.Letter.class })
			public class App {

				public static class Helper {

					public String tidy(String text) {
						return text.trim();
					}

				}

				public static class Steps {

					private final Helper helper;

					@Value("${tone:calm}")
					String tone;

					Steps(Helper helper) {
						this.helper = helper;
					}

					@MusubitoStep(name = "find")
					public List<String> find(String topic) {
						return List.of(topic + " one", topic + " two");
					}

					@MusubitoStep(name = "draft", properties = "prompt")
					public String draft(String topic, String brief) {
						return this.helper.tidy(" Draft of " + topic + " from " + brief + " " + this.tone);
					}

					@MusubitoStep(name = "rate")
					public int rate(String item) {
						return item.length();
					}

					@MusubitoStep(name = "check")
					public String check(String draft) {
						return "checked " + draft;
					}

				}

				public static class Letter {

					private final Steps steps;

					private final Musubito musubito;

					private final Helper helper;

					Letter(Steps steps, Musubito musubito, Helper helper) {
						this.steps = steps;
						this.musubito = musubito;
						this.helper = helper;
					}

					@MusubitoPipeline("letter")
					public String write(String topic) {
						List<String> found = this.steps.find(topic);
						String draft = this.steps.draft(topic, String.join(";", found));
						List<Integer> rates = this.musubito.forEach(found).apply(this.steps::rate);
						return this.steps.check(draft) + rates;
					}

				}

			}
			""";

	private static final String[] DEFAULTS = { "prompt=first" };

	@TempDir
	Path directory;

	private SourceApplication application;

	private String[] properties = DEFAULTS;

	@BeforeEach
	void create() {
		this.application = new SourceApplication(this.directory);
	}

	@Test
	void everythingReplaysWhenNothingHasChanged() throws Exception {
		RunView run = write(APPLICATION, "bees");
		assertThat(plan(APPLICATION, run)).containsEntry("find", PlannedOutcome.REPLAYS)
			.containsEntry("draft", PlannedOutcome.REPLAYS)
			.containsEntry("rate", PlannedOutcome.REPLAYS)
			.containsEntry("check", PlannedOutcome.REPLAYS);
	}

	@Test
	void whatIsBeforeAChangedStepReplaysAndWhatIsAfterItMayRun() throws Exception {
		RunView run = write(APPLICATION, "bees");
		String edited = edit("\" Draft of \"", "\" A draft of \"");
		RunPlan plan = planOf(edited, run);
		assertThat(outcomes(plan)).containsEntry("find", PlannedOutcome.REPLAYS)
			.containsEntry("draft", PlannedOutcome.RUNS)
			.containsEntry("check", PlannedOutcome.MAY_RUN);
		assertThat(why(plan, "draft")).contains("code changed").contains("planned.App$Steps#draft");
		assertThat(why(plan, "check")).contains("after draft");
		assertThatPlanHolds(plan, write(edited, "bees"));
	}

	@Test
	void aHelperOfAStepIsNamed() throws Exception {
		RunView run = write(APPLICATION, "bees");
		String edited = edit("text.trim()", "text.strip()");
		RunPlan plan = planOf(edited, run);
		assertThat(outcomes(plan)).containsEntry("find", PlannedOutcome.REPLAYS)
			.containsEntry("draft", PlannedOutcome.RUNS);
		assertThat(why(plan, "draft")).contains("App$Helper#tidy");
		assertThatPlanHolds(plan, write(edited, "bees"));
	}

	@Test
	void aChangedPropertyIsForeseen() throws Exception {
		RunView run = write(APPLICATION, "bees");
		this.properties = new String[] { "prompt=second" };
		RunPlan plan = planOf(APPLICATION, run);
		assertThat(outcomes(plan)).containsEntry("find", PlannedOutcome.REPLAYS)
			.containsEntry("draft", PlannedOutcome.RUNS);
		assertThat(why(plan, "draft")).contains("property prompt");
		assertThatPlanHolds(plan, write(APPLICATION, "bees"));
	}

	@Test
	void goingBackReplaysAsTheRunBeforeDid() throws Exception {
		RunView first = write(APPLICATION, "bees");
		String edited = edit("\" Draft of \"", "\" A draft of \"");
		RunView second = write(edited, "bees");
		RunPlan plan = planOf(APPLICATION, second);
		assertThat(plan.basedOn()).isEqualTo(first.runId());
		assertThat(outcomes(plan)).containsOnlyKeys("find", "draft", "rate", "check")
			.allSatisfy((operation, outcome) -> assertThat(outcome).as(operation).isEqualTo(PlannedOutcome.REPLAYS));
		assertThatPlanHolds(plan, write(APPLICATION, "bees"));
	}

	@Test
	void codeOfThePipelineItselfLeavesOnlyDoubt() throws Exception {
		RunView run = write(APPLICATION, "bees");
		String edited = edit("String.join(\";\", found)", "String.join(\",\", found)");
		RunPlan plan = planOf(edited, run);
		assertThat(plan.why()).hasToString("code changed: code planned.App$Letter#write(java.lang.String)");
		assertThat(outcomes(plan)).doesNotContainValue(PlannedOutcome.REPLAYS);
		assertThatPlanHolds(plan, write(edited, "bees"));
	}

	@Test
	void aRenamedParameterIsForeseen() throws Exception {
		RunView run = write(APPLICATION, "bees");
		String edited = edit("check(String draft) {\n\t\t\treturn \"checked \" + draft",
				"check(String text) {\n\t\t\treturn \"checked \" + text");
		RunPlan plan = planOf(edited, run);
		assertThat(outcomes(plan)).containsEntry("draft", PlannedOutcome.REPLAYS)
			.containsEntry("check", PlannedOutcome.RUNS);
		assertThatPlanHolds(plan, write(edited, "bees"));
	}

	@Test
	void anInvalidatedItemLeavesTheOthersOfItsFanOutAlone() throws Exception {
		RunView run = write(APPLICATION, "bees");
		this.application.run(this.application.compile(Map.of("planned.App", APPLICATION)), "planned.App", (context) -> {
			StepView rate = run.steps()
				.stream()
				.filter((step) -> step.operation().equals("rate"))
				.findFirst()
				.orElseThrow();
			return context.getBean(MusubitoLineage.class).invalidate(rate.nodeId());
		}, this.properties);
		RunPlan plan = planOf(APPLICATION, run);
		assertThat(plan.steps().stream().filter((step) -> step.operation().equals("rate")))
			.extracting(PlannedStep::outcome)
			.containsExactlyInAnyOrder(PlannedOutcome.RUNS, PlannedOutcome.REPLAYS);
		assertThat(outcomes(plan)).containsEntry("draft", PlannedOutcome.REPLAYS);
		assertThatPlanHolds(plan, write(APPLICATION, "bees"));
	}

	@Test
	void whatItCostLastTimeIsInTheTotals() throws Exception {
		RunView run = write(APPLICATION, "bees");
		RunPlan plan = planOf(APPLICATION, run);
		assertThat(plan.replays().steps()).isEqualTo(5);
		assertThat(plan.replays().duration()).isPositive();
		assertThat(plan.runs().steps()).isZero();
		assertThat(plan.complete()).isTrue();
		assertThat(plan.toString()).contains("replays").contains("5 steps").contains("draft");
	}

	@Test
	void anEffectThatOtherArgumentsIdentifyNowIsNotPlannedToReplay() throws Exception {
		String source = edit("@MusubitoStep(name = \"check\")",
				"@MusubitoStep(name = \"check\", type = StepType.EXTERNAL_EFFECT)")
			.replace("check(String draft)", "check(@EffectKey String topic, String draft)")
			.replace("steps.check(draft)", "steps.check(topic, draft)");
		RunView run = write(source, "bees");
		assertThat(plan(source, run)).containsEntry("check", PlannedOutcome.REPLAYS);
		assertThat(plan(source.replace("@EffectKey ", ""), run)).containsEntry("check", PlannedOutcome.MAY_RUN);
	}

	@Test
	void codeThatIsNotFollowedLeavesOnlyDoubt() throws Exception {
		this.properties = new String[] { "prompt=first", "musubito.fingerprint.code=method" };
		RunView run = write(APPLICATION, "bees");
		assertThat(plan(APPLICATION, run)).doesNotContainValue(PlannedOutcome.REPLAYS);
	}

	@Test
	void aPipelineThatIsGoneIsRefused() throws Exception {
		RunView run = write(APPLICATION, "bees");
		assertThatExceptionOfType(RunNotResumableException.class)
			.isThrownBy(() -> planOf(edit("\"letter\"", "\"letters\""), run))
			.withMessageContaining("can't be foreseen")
			.withMessageContaining("'letter'")
			.withMessageContaining("Did you mean 'letters'?");
	}

	@Test
	void otherParametersAreRefused() throws Exception {
		RunView run = write(APPLICATION, "bees");
		assertThatExceptionOfType(RunNotResumableException.class)
			.isThrownBy(() -> planOf(edit("write(String topic) {", "write(String topic, int count) {"), run))
			.withMessageContaining("(java.lang.String topic, int count)");
	}

	@Test
	void anUnknownRunIsRefused() throws Exception {
		write(APPLICATION, "bees");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.application.run(this.application.compile(Map.of("planned.App", APPLICATION)),
					"planned.App", (context) -> context.getBean(MusubitoRuns.class).plan("nothing"), this.properties))
			.withMessageContaining("'nothing'");
	}

	private static String edit(String from, String to) {
		assertThat(APPLICATION).contains(from);
		return APPLICATION.replace(from, to);
	}

	private RunView write(String source, String topic) throws Exception {
		return this.application.run(this.application.compile(Map.of("planned.App", source)), "planned.App",
				(context) -> {
					call(context, topic);
					MusubitoRuns runs = context.getBean(MusubitoRuns.class);
					return runs.find(runs.recent(1).get(0).runId()).orElseThrow();
				}, this.properties);
	}

	private static void call(ConfigurableApplicationContext context, String topic) throws ReflectiveOperationException {
		Object letter = context
			.getBean(context.getBeanNamesForType(context.getClassLoader().loadClass("planned.App$Letter"))[0]);
		letter.getClass().getMethod("write", String.class).invoke(letter, topic);
	}

	private RunPlan planOf(String source, RunView run) throws Exception {
		return this.application.run(this.application.compile(Map.of("planned.App", source)), "planned.App",
				(context) -> context.getBean(MusubitoRuns.class).plan(run.runId()), this.properties);
	}

	private Map<String, PlannedOutcome> plan(String source, RunView run) throws Exception {
		return outcomes(planOf(source, run));
	}

	private static Map<String, PlannedOutcome> outcomes(RunPlan plan) {
		Map<String, PlannedOutcome> outcomes = new LinkedHashMap<>();
		plan.steps().forEach((step) -> outcomes.put(step.operation(), step.outcome()));
		return outcomes;
	}

	private static String why(RunPlan plan, String operation) {
		return plan.steps()
			.stream()
			.filter((step) -> step.operation().equals(operation))
			.map((step) -> String.valueOf(step.why()))
			.findFirst()
			.orElseThrow();
	}

	private static void assertThatPlanHolds(RunPlan plan, RunView run) {
		for (PlannedStep planned : plan.steps()) {
			List<StepOutcome> happened = run.steps()
				.stream()
				.filter((step) -> step.operation().equals(planned.operation()))
				.map(StepView::outcome)
				.toList();
			if (planned.outcome() == PlannedOutcome.REPLAYS && !planned.operation().equals("rate")) {
				assertThat(happened).as(planned.toString()).doesNotContain(StepOutcome.EXECUTED);
			}
			if (planned.outcome() == PlannedOutcome.RUNS) {
				assertThat(happened).as(planned.toString()).contains(StepOutcome.EXECUTED);
			}
		}
		assertThat(plan.steps()).extracting((step) -> (step.why() != null) ? step.why().reason() : null)
			.doesNotContain(Reason.STORE_UNAVAILABLE);
	}

}
