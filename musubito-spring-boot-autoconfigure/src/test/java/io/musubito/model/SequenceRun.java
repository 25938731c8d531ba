package io.musubito.model;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectNotPerformedException;
import io.musubito.EffectResolution;
import io.musubito.PlannedOutcome;
import io.musubito.PlannedStep;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.ResumeOption;
import io.musubito.RunPlan;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.model.Action.ChangeAnswer;
import io.musubito.model.Action.ChangeBodyVersion;
import io.musubito.model.Action.ChangeFailing;
import io.musubito.model.Action.ChangeTenant;
import io.musubito.model.Action.Deploy;
import io.musubito.model.Action.Invalidate;
import io.musubito.model.Action.MoveClock;
import io.musubito.model.Action.Perform;
import io.musubito.model.Action.PerformOutsideRuns;
import io.musubito.model.Action.Plan;
import io.musubito.model.Action.Resolve;
import io.musubito.model.Action.Restart;
import io.musubito.model.Action.Resume;
import io.musubito.model.Action.ResumeFrom;
import io.musubito.model.ModelDatabase.StoredNode;
import io.musubito.model.OracleRun.Entry;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Does what a sequence says with the application and with the oracle, and compares them
 * after each action.
 */
final class SequenceRun {

	private static final int NODES_COMPARED_EACH = 10;

	private final ModelContexts contexts;

	private final ModelDatabase database;

	private final World world = World.SHARED;

	private final Oracle oracle = new Oracle(World.SHARED);

	/** The ids of the nodes in the store, by those of the oracle, and the other way. */
	private final Map<String, String> stored = new HashMap<>();

	private final Map<String, String> known = new HashMap<>();

	private final Statistics statistics;

	private Release release = Release.FIRST;

	SequenceRun(ModelContexts contexts, ModelDatabase database, Statistics statistics) {
		this.contexts = contexts;
		this.database = database;
		this.statistics = statistics;
	}

	void perform(List<Action> actions) throws SQLException {
		for (Release each : Release.values()) {
			this.contexts.settle(each);
		}
		this.database.clear();
		this.world.reset();
		for (int i = 0; i < actions.size(); i++) {
			try {
				perform(actions.get(i));
				if (i % NODES_COMPARED_EACH == 0 || i == actions.size() - 1) {
					compareNodes();
				}
			}
			catch (AssertionError ex) {
				throw new AssertionError("After action " + (i + 1) + ", " + actions.get(i) + ": " + ex.getMessage(),
						ex);
			}
			catch (RuntimeException ex) {
				throw new AssertionError("After action " + (i + 1) + ", " + actions.get(i) + ": " + ex, ex);
			}
			this.statistics.actions++;
		}
	}

	private void perform(Action action) {
		if (action instanceof Perform perform) {
			run(perform.program());
		}
		else if (action instanceof PerformOutsideRuns perform) {
			outside(perform.program());
		}
		else if (action instanceof ChangeAnswer change) {
			this.world.changeAnswer(change.op(), change.input(), change.revision());
		}
		else if (action instanceof ChangeFailing change) {
			this.world.setFailing(change.op(), change.fails(), change.refuses());
		}
		else if (action instanceof MoveClock move) {
			this.world.clock().advance(move.by());
		}
		else if (action instanceof Deploy deploy) {
			this.contexts.settle(this.release);
			this.release = deploy.release();
			this.oracle.setRelease(this.release);
		}
		else if (action instanceof ChangeTenant change) {
			this.world.setTenant("t" + change.number());
		}
		else if (action instanceof ChangeBodyVersion change) {
			this.world.setBodyVersion((change.number() > 0) ? "v" + change.number() : "");
		}
		else if (action instanceof Invalidate invalidate) {
			invalidate(invalidate.node());
		}
		else if (action instanceof Restart) {
			this.contexts.restart(this.release);
		}
		else if (action instanceof Resolve resolve) {
			resolve(resolve);
		}
		else if (action instanceof Resume resume) {
			resume(resume.run());
		}
		else if (action instanceof ResumeFrom resume) {
			resumeFrom(resume);
		}
		else if (action instanceof Plan plan) {
			plan(plan.run());
		}
	}

	private void run(List<Call> program) {
		ModelPipeline pipeline = this.contexts.pipeline(this.release);
		compareRun(() -> pipeline.flow(program), this.oracle.begin(program));
	}

	private void compareRun(Supplier<@Nullable List<String>> call, OracleRun run) {
		this.world.setRunId(null);
		List<String> actual = attempt(call);
		List<String> expected = attempt(() -> this.oracle.perform(run.program, run));
		run.failed = failed(expected);
		run.runId = this.world.runId();
		compareJournal(run);
		if (actual != null) {
			assertThat(actual).as("what the calls returned").isEqualTo(expected);
		}
		else {
			assertThat(run.failed).as("whether the run failed").isFalse();
		}
		compareExecuted();
	}

	private static boolean failed(@Nullable List<String> result) {
		return result != null && result.size() == 1 && result.get(0).startsWith("failed");
	}

	private static @Nullable List<String> attempt(Supplier<@Nullable List<String>> call) {
		try {
			return call.get();
		}
		catch (Oracle.Refused ex) {
			return List.of("failed with " + ex.getMessage());
		}
		catch (World.ModelDown | EffectInDoubtException | EffectNotPerformedException | ReplayMissException ex) {
			return List.of("failed with " + ex.getClass().getSimpleName());
		}
	}

	private void outside(List<Call> program) {
		ModelPipeline pipeline = this.contexts.pipeline(this.release);
		assertThat(attempt(() -> pipeline.perform(program))).as("what the calls returned")
			.isEqualTo(attempt(() -> this.oracle.perform(program, null)));
		compareExecuted();
	}

	private void resume(int number) {
		List<OracleRun> failed = this.oracle.runs.stream().filter((run) -> run.failed && !run.resumed).toList();
		if (!failed.isEmpty()) {
			resume(Call.pick(failed, number), null);
		}
	}

	private void resumeFrom(ResumeFrom resume) {
		List<OracleRun> runs = this.oracle.runs.stream().filter((run) -> !run.journal.isEmpty()).toList();
		if (!runs.isEmpty()) {
			OracleRun run = Call.pick(runs, resume.run());
			resume(run, Call.pick(run.journal, resume.step()).op());
		}
	}

	private void resume(OracleRun resumed, @Nullable Op from) {
		this.contexts.settle(this.release);
		ResumeOption[] options = (from != null) ? new ResumeOption[] { ResumeOption.from(from.step()) }
				: new ResumeOption[0];
		OracleRun run = this.oracle.begin(resumed, from);
		compareRun(() -> {
			RunView view = this.contexts.runs(this.release).resume(Objects.requireNonNull(resumed.runId), options);
			assertThat(view.resumedFrom()).isEqualTo(resumed.runId);
			return null;
		}, run);
		resumed.resumed |= !run.failed;
	}

	/**
	 * What is foreseen is what happens then.
	 */
	private void plan(int number) {
		List<OracleRun> runs = this.oracle.runs.stream()
			.filter((run) -> !run.journal.isEmpty()
					&& run.program.stream().allMatch((call) -> call.mode() == ReplayMode.REPLAY))
			.toList();
		if (runs.isEmpty()) {
			return;
		}
		OracleRun like = Call.pick(runs, number);
		RunPlan plan = this.contexts.runs(this.release).plan(Objects.requireNonNull(like.runId));
		assertThat(this.world.takeAsked()).as("what a plan executes").isEmpty();
		run(like.program);
		Map<String, StepOutcome> outcomes = new HashMap<>();
		if (this.world.runId() != null) {
			this.contexts.runs(this.release)
				.find(Objects.requireNonNull(this.world.runId()))
				.ifPresent((run) -> run.steps().forEach((step) -> outcomes.putIfAbsent(step.nodeId(), step.outcome())));
		}
		for (PlannedStep step : plan.steps()) {
			// Of a step in the code, a plan knows the version of its last call only
			StepOutcome outcome = (step.operation().equals("body")) ? null : outcomes.get(step.nodeId());
			if (outcome != null && step.outcome() == PlannedOutcome.REPLAYS) {
				assertThat(outcome).as("what was to replay in %s", plan).isEqualTo(StepOutcome.REPLAYED);
			}
			else if (outcome != null && step.outcome() == PlannedOutcome.RUNS) {
				assertThat(outcome).as("what was to run in %s", plan).isNotEqualTo(StepOutcome.REPLAYED);
			}
			else if (outcome != null && step.outcome() == PlannedOutcome.BLOCKED) {
				assertThat(outcome).as("what was to be blocked in %s", plan).isEqualTo(StepOutcome.BLOCKED);
			}
		}
	}

	private void compareExecuted() {
		assertThat(this.world.takeAsked()).as("what was executed").isEqualTo(this.oracle.takeAsked());
	}

	/**
	 * One entry for each call, in order, with outcome, reason, and node.
	 */
	private void compareJournal(OracleRun run) {
		if (run.journal.isEmpty()) {
			return;
		}
		RunView view = this.contexts.runs(this.release).find(Objects.requireNonNull(run.runId)).orElseThrow();
		List<StepView> steps = view.steps();
		assertThat(steps.stream().map((step) -> step.operation() + " " + step.outcome()).toList())
			.as("the journal, which says why: %s", steps.stream().map(StepView::why).toList())
			.isEqualTo(run.journal.stream().map((entry) -> entry.op().step() + " " + entry.outcome()).toList());
		for (int i = 0; i < steps.size(); i++) {
			StepView step = steps.get(i);
			Entry entry = run.journal.get(i);
			assertThat(step.sequence()).isEqualTo(i + 1);
			identify(entry.nodeId(), step.nodeId());
			if (entry.reasons().isEmpty()) {
				assertThat(step.reason()).as("reason of entry " + (i + 1)).isNull();
			}
			else {
				assertThat(step.reason())
					.as("reason of entry " + (i + 1) + ", " + step.operation() + " (" + step.why() + ")")
					.isIn(entry.reasons());
			}
			this.statistics.outcomes.merge(step.outcome() + ((step.reason() != null) ? " " + step.reason() : ""), 1,
					Integer::sum);
		}
	}

	/**
	 * What is one computation for the oracle is one for the store, and the other way.
	 */
	private void identify(String oracleNode, String storedNode) {
		assertThat(this.stored.computeIfAbsent(oracleNode, (id) -> storedNode)).as("node of " + oracleNode)
			.isEqualTo(storedNode);
		assertThat(this.known.computeIfAbsent(storedNode, (id) -> oracleNode)).as("computation of node " + storedNode)
			.isEqualTo(oracleNode);
	}

	private void invalidate(int number) {
		List<String> nodes = this.oracle.nodes.keySet().stream().filter(this.stored::containsKey).toList();
		if (!nodes.isEmpty()) {
			String node = Call.pick(nodes, number);
			int expected = this.oracle.invalidate(node);
			assertThat(this.contexts.lineage(this.release).invalidate(this.stored.get(node))).as("nodes made stale")
				.isEqualTo(expected);
		}
	}

	private void resolve(Resolve resolve) {
		List<Oracle.Effect> inDoubt = this.oracle.inDoubt()
			.stream()
			.filter((effect) -> this.stored.containsKey(effect.nodeId))
			.toList();
		if (inDoubt.isEmpty()) {
			return;
		}
		Oracle.Effect effect = Call.pick(inDoubt, resolve.effect());
		this.contexts.lineage(this.release)
			.resolveEffect(Objects.requireNonNull(this.stored.get(effect.nodeId)),
					(resolve.happened()) ? EffectResolution.happened("resolved") : EffectResolution.notHappened());
		this.oracle.resolve(effect, (resolve.happened()) ? "resolved" : null);
	}

	private void compareNodes() throws SQLException {
		this.contexts.settle(this.release);
		List<StoredNode> nodes = this.database.nodes();
		List<String> actual = new ArrayList<>();
		List<String> expected = new ArrayList<>();
		Set<String> compared = new TreeSet<>();
		for (StoredNode node : nodes) {
			String id = this.known.get(node.nodeId());
			if (id != null && this.oracle.nodes.containsKey(id)) {
				compared.add(id);
				actual.add(describe(node));
				expected.add(describe(this.oracle.nodes.get(id)));
			}
		}
		assertThat(actual).as("the nodes").isEqualTo(expected);
		assertThat(nodes.stream().map((node) -> node.operation() + " " + node.status()).sorted().toList())
			.as("all nodes")
			.isEqualTo(this.oracle.nodes.values()
				.stream()
				.map((node) -> node.op.step() + " " + node.status)
				.sorted()
				.toList());
		assertThat(compared).as("nodes that are in the store")
			.containsAll(this.stored.keySet().stream().filter(this.oracle.nodes::containsKey).toList());
	}

	private String describe(StoredNode node) {
		Set<String> edges = new TreeSet<>();
		for (String edge : node.edges()) {
			String[] parts = edge.split(" ");
			edges.add(parts[0] + " " + this.known.getOrDefault(parts[1], "?"));
		}
		return node.operation() + " " + node.status()
				+ ((node.hasArtifact()) ? ((node.kept()) ? " kept" : " not kept") : "") + " at "
				+ ((node.executedAt() != null) ? Instant.EPOCH.plusNanos(node.executedAt()) : null) + " by "
				+ this.known.getOrDefault(node.producer(), "?") + " from " + edges;
	}

	private String describe(OracleNode node) {
		Set<String> edges = new TreeSet<>();
		node.data.forEach((upstream) -> edges.add("DATA " + shown(upstream)));
		node.calls.forEach((upstream) -> edges.add("CALL " + shown(upstream)));
		return node.op.step() + " " + node.status
				+ ((node.artifact != null) ? ((node.kept) ? " kept" : " not kept") : "") + " at " + node.executedAt
				+ " by " + shown(node.producer) + " from " + edges;
	}

	private String shown(String id) {
		return (this.stored.containsKey(id)) ? id : "?";
	}

	/**
	 * What was met, to be sure that it was.
	 */
	static final class Statistics {

		final Map<String, Integer> outcomes = new HashMap<>();

		int actions;

	}

}
