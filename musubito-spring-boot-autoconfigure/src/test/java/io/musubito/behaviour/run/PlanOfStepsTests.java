package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.musubito.EffectInDoubtException;
import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.PlannedOutcome;
import io.musubito.PlannedStep;
import io.musubito.ReplayMode;
import io.musubito.RunNotResumableException;
import io.musubito.RunPlan;
import io.musubito.RunView;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import io.musubito.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a plan says of each kind of step, and of what makes it run.
 */
class PlanOfStepsTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Pipelines pipelines;

	private MusubitoRuns runs;

	private Counts counts;

	@BeforeEach
	void start() {
		start(new String[0]);
	}

	private void start(String... properties) {
		this.context = Engine.in(this.directory).start(Application.class, properties);
		this.pipelines = this.context.getBean(Pipelines.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
		this.counts = this.context.getBean(Counts.class);
	}

	private void restart(String... properties) {
		this.context.close();
		start(properties);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void theEndOfATtlIsForeseen() {
		this.pipelines.nested("x");
		assertThat(plan()).containsEntry("inner", PlannedOutcome.REPLAYS);
		restart("musubito.steps.inner.ttl=1h");
		assertThat(plan()).containsEntry("inner", PlannedOutcome.REPLAYS)
			.containsEntry("outer", PlannedOutcome.REPLAYS);
		this.context.getBean(MutableClock.class).advance(Duration.ofHours(2));
		RunPlan plan = this.runs.plan(latest().runId());
		assertThat(outcomes(plan)).containsEntry("inner", PlannedOutcome.RUNS)
			.containsEntry("outer", PlannedOutcome.RUNS);
		assertThat(plan.toString()).contains("expired");
		int before = this.counts.inner;
		this.pipelines.nested("x");
		assertThat(this.counts.inner).isEqualTo(before + 1);
	}

	@Test
	void whatAReplayedStepCalledIsPlannedWhenItRuns() {
		this.pipelines.nested("x");
		this.pipelines.nested("x");
		assertThat(latest().steps()).extracting("operation").containsExactly("outer");
		assertThat(plan()).containsExactlyEntriesOf(Map.of("outer", PlannedOutcome.REPLAYS));
		restart("musubito.steps.outer.version=v2");
		assertThat(plan()).containsEntry("outer", PlannedOutcome.RUNS).containsEntry("inner", PlannedOutcome.MAY_RUN);
	}

	@Test
	void aStepThatIsNeverReplayedRuns() {
		this.pipelines.always("x");
		RunPlan plan = this.runs.plan(latest().runId());
		assertThat(outcomes(plan)).containsEntry("always", PlannedOutcome.RUNS)
			.containsEntry("inner", PlannedOutcome.MAY_RUN);
		assertThat(plan.toString()).contains("replay disabled");
	}

	@Test
	void theModeOfWhoAsksCounts() {
		this.pipelines.nested("x");
		RunPlan plan = this.context.getBean(Musubito.class)
			.withMode(ReplayMode.REFRESH, () -> this.runs.plan(latest().runId()));
		assertThat(outcomes(plan)).containsEntry("outer", PlannedOutcome.RUNS)
			.containsEntry("inner", PlannedOutcome.RUNS);
	}

	@Test
	void effectsReplayOrAreBlocked() {
		this.pipelines.send("ann");
		assertThat(plan()).containsEntry("send", PlannedOutcome.REPLAYS);
		restart("musubito.steps.send.version=2");
		assertThat(plan()).containsEntry("send", PlannedOutcome.RUNS);
		restart();
		this.counts.fails = true;
		catchThrowable(() -> this.pipelines.send("bob"));
		RunPlan plan = this.runs.plan(latest().runId());
		assertThat(outcomes(plan)).containsEntry("send", PlannedOutcome.BLOCKED);
		assertThat(plan.complete()).isFalse();
		assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> this.pipelines.send("bob"));
		assertThat(this.counts.sent).isOne();
	}

	@Test
	void aStepThatFailedRunsAgain() {
		this.counts.fails = true;
		catchThrowable(() -> this.pipelines.fail("x"));
		RunPlan plan = this.runs.plan(latest().runId());
		assertThat(outcomes(plan)).containsEntry("inner", PlannedOutcome.REPLAYS)
			.containsEntry("fail", PlannedOutcome.RUNS);
		assertThat(plan.toString()).contains("did not come to its end");
	}

	@Test
	void stepsInTheCodeArePlanned() {
		this.pipelines.inTheCode("x");
		assertThat(plan()).containsEntry("in the code", PlannedOutcome.REPLAYS);
		this.context.getBean(MusubitoLineage.class).invalidate(latest().steps().get(0).nodeId());
		assertThat(plan()).containsEntry("in the code", PlannedOutcome.RUNS);
	}

	@Test
	void eachSampleIsPlanned() {
		this.pipelines.samples("x");
		RunPlan plan = this.runs.plan(latest().runId());
		assertThat(plan.steps()).hasSize(3).extracting(PlannedStep::outcome).containsOnly(PlannedOutcome.REPLAYS);
		this.context.getBean(MusubitoLineage.class).invalidate(latest().steps().get(1).nodeId());
		assertThat(this.runs.plan(latest().runId()).steps()).extracting(PlannedStep::outcome)
			.containsExactly(PlannedOutcome.REPLAYS, PlannedOutcome.RUNS, PlannedOutcome.MAY_RUN);
	}

	@Test
	void aPipelineInAPipelineIsPlannedWithIt() {
		this.context.getBean(Around.class).around("x");
		RunView around = this.runs.recent(5, "around").get(0);
		assertThat(outcomes(this.runs.plan(around.runId()))).containsEntry("outer", PlannedOutcome.REPLAYS)
			.containsEntry("inner", PlannedOutcome.REPLAYS);
	}

	@Test
	void aResultThatIsDamagedRuns() throws SQLException {
		this.pipelines.nested("x");
		String nodeId = latest().steps().get(1).nodeId();
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				PreparedStatement damage = connection.prepareStatement("""
						UPDATE musubito_artifact SET payload = '"other"'
						WHERE id = (SELECT artifact FROM musubito_node WHERE node_id = ?)""")) {
			damage.setString(1, nodeId);
			assertThat(damage.executeUpdate()).isOne();
		}
		assertThat(plan()).containsEntry("inner", PlannedOutcome.REPLAYS).containsEntry("outer", PlannedOutcome.RUNS);
	}

	@Test
	void nothingRunsAndNothingIsWritten() {
		this.pipelines.nested("x");
		int nodes = this.context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes().size();
		restart("musubito.steps.inner.version=v2");
		plan();
		assertThat(this.counts.inner).isZero();
		assertThat(this.context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes()).hasSize(nodes);
		assertThat(this.runs.recent(10)).hasSize(1);
	}

	@Test
	void whatCannotBeCalledAgainIsRefused() {
		this.context.getBean(Musubito.class).pipeline("body", () -> "nothing");
		this.context.getBean(Musubito.class).pipeline("body", () -> this.context.getBean(Steps.class).inner("y"));
		assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(this::plan)
			.withMessageContaining("can't be foreseen")
			.withMessageContaining("musubito.pipeline(name, body)");
		this.pipelines.unstorable(new Object());
		assertThatExceptionOfType(RunNotResumableException.class).isThrownBy(this::plan)
			.withMessageContaining("its arguments are not there");
	}

	private RunView latest() {
		return this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
	}

	private Map<String, PlannedOutcome> plan() {
		return outcomes(this.runs.plan(latest().runId()));
	}

	private static Map<String, PlannedOutcome> outcomes(RunPlan plan) {
		return plan.steps()
			.stream()
			.collect(Collectors.toMap((step) -> step.operation(), (step) -> step.outcome(), (one, other) -> other));
	}

	static class Counts {

		boolean fails;

		int inner;

		int sent;

	}

	static class Steps {

		@MusubitoIgnore
		private final Counts counts;

		Steps(Counts counts) {
			this.counts = counts;
		}

		@MusubitoStep(name = "inner")
		String inner(String text) {
			this.counts.inner++;
			return "inner " + text;
		}

		@MusubitoStep(name = "always", replay = false)
		String always(String text) {
			return "always " + text;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(String to) {
			this.counts.sent++;
			if (this.counts.fails) {
				throw new IllegalStateException("timeout");
			}
			return "sent to " + to;
		}

		@MusubitoStep(name = "fail", version = "1")
		String fail(String text) {
			throw new IllegalStateException("no");
		}

	}

	static class Outer {

		private final Steps steps;

		Outer(Steps steps) {
			this.steps = steps;
		}

		@MusubitoStep(name = "outer")
		String outer(String text) {
			return "outer " + this.steps.inner(text);
		}

	}

	static class Pipelines {

		private final Steps steps;

		private final Outer outer;

		private final Musubito musubito;

		Pipelines(Steps steps, Outer outer, Musubito musubito) {
			this.steps = steps;
			this.outer = outer;
			this.musubito = musubito;
		}

		@MusubitoPipeline("nested")
		String nested(String text) {
			return this.outer.outer(text);
		}

		@MusubitoPipeline("always")
		List<String> always(String text) {
			return List.of(this.steps.always(text), this.steps.inner(text));
		}

		@MusubitoPipeline("send")
		String send(String to) {
			return this.steps.send(to);
		}

		@MusubitoPipeline("fail")
		String fail(String text) {
			return this.steps.fail(this.steps.inner(text));
		}

		@MusubitoPipeline("in the code")
		String inTheCode(String text) {
			return this.musubito
				.step(StepSpec.of("in the code", StepType.DETERMINISTIC, String.class).input("text", text),
						() -> text + "!")
				.value();
		}

		@MusubitoPipeline("samples")
		List<String> samples(String text) {
			return this.musubito.samples(3, () -> this.steps.inner(text));
		}

		@MusubitoPipeline("unstorable")
		String unstorable(Object argument) {
			return this.steps.inner("z");
		}

	}

	static class Around {

		private final Pipelines pipelines;

		Around(Pipelines pipelines) {
			this.pipelines = pipelines;
		}

		@MusubitoPipeline("around")
		String around(String text) {
			return this.pipelines.nested(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Counts counts() {
			return new Counts();
		}

		@Bean
		Steps steps(Counts counts) {
			return new Steps(counts);
		}

		@Bean
		Outer outer(Steps steps) {
			return new Outer(steps);
		}

		@Bean
		Pipelines pipelines(Steps steps, Outer outer, Musubito musubito) {
			return new Pipelines(steps, outer, musubito);
		}

		@Bean
		Around around(Pipelines pipelines) {
			return new Around(pipelines);
		}

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

	}

}
