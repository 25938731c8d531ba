package io.musubito.run;

import java.util.ArrayList;
import java.util.List;

import io.musubito.Change;
import io.musubito.Reason;
import io.musubito.RunCause;
import io.musubito.RunDiff;
import io.musubito.RunView;
import io.musubito.StepDiff;
import io.musubito.StepDifference;
import io.musubito.lineage.PipelineCall;
import io.musubito.replay.FoundChange;
import io.musubito.replay.StoredComparison;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.RunDetails;
import io.musubito.store.RunEntry;
import io.musubito.store.RunStore;
import io.musubito.usage.Prices;
import org.jspecify.annotations.Nullable;

/**
 * Compares two runs by what they recorded.
 */
final class RunComparer {

	private final RunStore runs;

	private final NodeStore nodes;

	private final LineageQueries queries;

	private final RunTotals totals;

	private final PricedViews views;

	RunComparer(RunStore runs, NodeStore nodes, LineageQueries queries, Prices prices) {
		this.runs = runs;
		this.nodes = nodes;
		this.queries = queries;
		this.totals = new RunTotals(prices);
		this.views = new PricedViews(prices);
	}

	RunDiff diff(String runId, String otherRunId) {
		RunDetails before = get(runId);
		RunDetails after = get(otherRunId);
		RunView one = before.view();
		RunView other = after.view();
		if (!one.pipeline().equals(other.pipeline())) {
			throw new IllegalArgumentException(("Run '%s' is one of '%s' and run '%s' one of '%s': only runs of one "
					+ "pipeline can be compared. Name two runs of the same.")
				.formatted(runId, one.pipeline(), otherRunId, other.pipeline()));
		}
		List<RunEntry> entriesBefore = this.runs.findEntries(runId);
		List<RunEntry> entriesAfter = runId.equals(otherRunId) ? entriesBefore : this.runs.findEntries(otherRunId);
		StoredInputs inputs = new StoredInputs(this.queries);
		List<StepPair> pairs = new StepPairing(new InputLikeness(inputs)).pair(entriesBefore, entriesAfter);
		StoredOutputs stored = new StoredOutputs(this.nodes);
		OutputComparison outputs = new OutputComparison(stored);
		StepChanges changes = new StepChanges(pairs, inputs, new CodeParts(this.nodes),
				new DerivedInputs(StoredInputs.parse(arguments(before)), StoredInputs.parse(arguments(after)),
						new ChangedOutputs(pairs, stored)));
		CauseCollector causes = new CauseCollector(pairs, !one.startedAt().isAfter(other.startedAt()),
				this.nodes::findProduction);
		List<StepDiff> steps = new ArrayList<>();
		for (StepPair pair : pairs) {
			ChangedStep changed = changes.of(pair);
			causes.add(changed);
			steps.add(step(changed, outputs));
		}
		return new RunDiff(this.totals.of(one, entriesBefore), this.totals.of(other, entriesAfter),
				causes(causes, steps, before, after), steps, notes(pairs));
	}

	private RunDetails get(String runId) {
		return this.runs.findDetails(runId)
			.orElseThrow(() -> new IllegalArgumentException("There is no run '" + runId + "'"));
	}

	private static @Nullable String arguments(RunDetails run) {
		PipelineCall call = run.call();
		return (call != null) ? call.arguments() : null;
	}

	private StepDiff step(ChangedStep changed, OutputComparison outputs) {
		StepPair pair = changed.pair();
		List<Change> changes = new ArrayList<>(changed.own().stream().map(FoundChange::change).toList());
		changes.addAll(changed.derived());
		RunEntry before = pair.before();
		RunEntry after = pair.after();
		String error = (after != null && after.error() != null) ? after.error()
				: (before != null) ? before.error() : null;
		return new StepDiff(pair.operation(), pair.any().position(), difference(pair),
				(before != null) ? this.views.step(before.view()) : null,
				(after != null) ? this.views.step(after.view()) : null, changes, outputs.of(pair), error);
	}

	private static StepDifference difference(StepPair pair) {
		if (pair.before() == null) {
			return StepDifference.ADDED;
		}
		if (pair.after() == null) {
			return StepDifference.REMOVED;
		}
		if (StepPair.hasFailed(pair.before()) != StepPair.hasFailed(pair.after())) {
			return StepDifference.FAILED_IN_ONE;
		}
		if (pair.hasOtherOutput()) {
			return StepDifference.OUTPUT_CHANGED;
		}
		return (StepPair.hasExecuted(pair.before()) != StepPair.hasExecuted(pair.after()))
				? StepDifference.EXECUTED_IN_ONE : StepDifference.SAME;
	}

	/**
	 * Arguments that decide which steps are called need not be the input of any that both
	 * runs have.
	 */
	private static List<RunCause> causes(CauseCollector collector, List<StepDiff> steps, RunDetails before,
			RunDetails after) {
		List<RunCause> causes = collector.causes();
		boolean otherSteps = steps.stream()
			.anyMatch(
					(step) -> step.difference() == StepDifference.ADDED || step.difference() == StepDifference.REMOVED);
		if (causes.isEmpty() && otherSteps) {
			causes = StoredComparison.values("arguments", arguments(before), arguments(after))
				.stream()
				.map((change) -> new RunCause(Reason.INPUT_CHANGED, change, List.of(), List.of()))
				.toList();
		}
		return (causes.isEmpty()) ? collector.causesOfOthers() : causes;
	}

	private static List<String> notes(List<StepPair> pairs) {
		List<String> notes = new ArrayList<>();
		pairs.stream()
			.filter((pair) -> isUnknown(pair.before()) || isUnknown(pair.after()))
			.map(StepPair::operation)
			.distinct()
			.forEach((operation) -> notes.add("What a call of step '" + operation
					+ "' was made of is not known any more: what changed of it can't be told"));
		return notes;
	}

	private static boolean isUnknown(@Nullable RunEntry entry) {
		return entry != null && entry.components().isEmpty();
	}

}
