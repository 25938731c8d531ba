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

import io.musubito.EffectInDoubtException;
import io.musubito.EffectResolution;
import io.musubito.ResumeOption;
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
import io.musubito.model.Action.Resolve;
import io.musubito.model.Action.Restart;
import io.musubito.model.ModelDatabase.StoredNode;
import io.musubito.model.OracleRun.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Does what a sequence says with the application and with the oracle, and compares them
 * after each action.
 */
final class SequenceRun {

	private static final int NODES_COMPARED_EACH = 6;

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
	}

	private void run(List<Call> program) {
		this.world.setRunId(null);
		List<String> actual = this.contexts.pipeline(this.release).flow(program);
		OracleRun run = this.oracle.begin(program);
		List<String> expected = this.oracle.perform(program, run);
		run.runId = this.world.runId();
		compareJournal(run);
		compareCalls(actual, expected);
	}

	private void outside(List<Call> program) {
		List<String> actual = this.contexts.pipeline(this.release).perform(program);
		compareCalls(actual, this.oracle.perform(program, null));
	}

	private void compareCalls(List<String> actual, List<String> expected) {
		assertThat(actual).as("what the calls returned").isEqualTo(expected);
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
