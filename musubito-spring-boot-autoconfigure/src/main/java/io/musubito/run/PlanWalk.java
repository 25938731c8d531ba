package io.musubito.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.PlannedOutcome;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.execution.Forecast;
import io.musubito.execution.Forecaster;
import io.musubito.lineage.Rerun;
import io.musubito.store.CalledStep;
import io.musubito.store.JournalEntry;
import io.musubito.store.Node;
import io.musubito.store.NodeStore;
import org.jspecify.annotations.Nullable;

/**
 * Follows the journal of one run as it would go now. As long as each call has the result
 * that it had in the run, the next one is the same call. After the first one that has
 * not, all that began later may be another call: what a pipeline does with a result is
 * known to its code alone. Used once, by one thread.
 */
final class PlanWalk {

	private final Forecaster forecaster;

	private final NodeStore nodes;

	private final ReplayMode mode;

	private final @Nullable Rerun rerun;

	private final @Nullable Explanation pipelineChanged;

	private final PlannedJournal journal;

	private final Map<String, String> producers = new HashMap<>();

	private final Set<String> running = new HashSet<>();

	private final List<JournalEntry> disturbances = new ArrayList<>();

	private final Map<JournalEntry, List<PlannedCall>> planned = new HashMap<>();

	private int undisturbed;

	PlanWalk(Forecaster forecaster, NodeStore nodes, ReplayMode mode, @Nullable Rerun rerun,
			@Nullable Explanation pipelineChanged, List<JournalEntry> journal) {
		this.forecaster = forecaster;
		this.nodes = nodes;
		this.mode = mode;
		this.rerun = rerun;
		this.journal = new PlannedJournal(journal);
		this.pipelineChanged = (pipelineChanged != null || this.journal.isOrdered()) ? pipelineChanged
				: because("in a run of which it is not known in which order its calls ended");
		for (JournalEntry entry : this.journal.outermost()) {
			plan(entry, null);
			this.undisturbed += (this.disturbances.isEmpty()) ? 1 : 0;
		}
	}

	/**
	 * Whether all calls have the results that they had.
	 */
	boolean isUndisturbed() {
		return this.disturbances.isEmpty();
	}

	/**
	 * How many calls have the results that they had, until the first one that has not.
	 */
	int undisturbed() {
		return this.undisturbed;
	}

	/**
	 * The calls in the order in which they ended.
	 */
	List<PlannedCall> calls() {
		return this.journal.entries()
			.stream()
			.flatMap((entry) -> this.planned.getOrDefault(entry, List.of()).stream())
			.toList();
	}

	private void plan(JournalEntry entry, @Nullable Enclosing enclosing) {
		Forecast forecast = forecast(entry.operation(), entry.nodeId());
		PlannedCall call = judge(entry, forecast, enclosing);
		Node recorded = this.nodes.find(entry.nodeId()).orElse(null);
		if (call.outcome() == PlannedOutcome.REPLAYS) {
			if (recorded != null && forecast.producerNodeId() != null) {
				this.producers.put(recorded.producerNodeId(), forecast.producerNodeId());
			}
			if (!isAsInRun(entry, recorded, forecast)) {
				this.disturbances.add(entry);
			}
		}
		else {
			this.disturbances.add(entry);
		}
		List<JournalEntry> inner = this.journal.inner(entry);
		List<PlannedCall> calls = new ArrayList<>();
		if (call.outcome() == PlannedOutcome.REPLAYS) {
			inner.forEach((other) -> replayed(other));
		}
		else {
			inner.forEach((other) -> plan(other, new Enclosing(call, forecast.changed())));
			if (inner.isEmpty() && entry.outcome() != StepOutcome.EXECUTED && recorded != null && recorded.calls()) {
				calls.addAll(called(entry, call, forecast.changed()));
			}
		}
		boolean listed = !inner.isEmpty() || !calls.isEmpty();
		calls.add(new PlannedCall(call.operation(), call.nodeId(), call.outcome(), call.why(), call.inner(), listed));
		this.planned.put(entry, calls);
	}

	/**
	 * Nobody asks for what a replayed step called.
	 */
	private void replayed(JournalEntry entry) {
		this.planned.put(entry,
				List.of(new PlannedCall(entry.operation(), entry.nodeId(), PlannedOutcome.REPLAYS, null, true, true)));
		this.journal.inner(entry).forEach(this::replayed);
	}

	private PlannedCall judge(JournalEntry entry, Forecast forecast, @Nullable Enclosing enclosing) {
		PlannedOutcome outcome = forecast.outcome();
		Explanation why = forecast.why();
		if (outcome == PlannedOutcome.REPLAYS) {
			Explanation doubt = doubt(entry, enclosing);
			outcome = (doubt != null) ? PlannedOutcome.MAY_RUN : outcome;
			why = doubt;
		}
		else if (outcome == PlannedOutcome.RUNS) {
			// One value for each computation in a run; and who may not be called may not
			// run
			boolean certain = this.running.add(forecast.replayKey())
					&& (enclosing == null || enclosing.call.outcome() != PlannedOutcome.MAY_RUN)
					&& !(isStaleByAnother(forecast) && doubt(entry, enclosing) != null);
			outcome = (certain) ? outcome : PlannedOutcome.MAY_RUN;
		}
		return new PlannedCall(entry.operation(), entry.nodeId(), outcome, why, enclosing != null, false);
	}

	/**
	 * Whether it runs because of a result that it was given, which may turn out to be the
	 * same again.
	 */
	private static boolean isStaleByAnother(Forecast forecast) {
		Explanation why = forecast.why();
		return why != null && why.reason() == Reason.STALE
				&& why.changes().stream().noneMatch((change) -> change.component().equals("by invalidation"));
	}

	/**
	 * Why a call may be another one than it was.
	 */
	private @Nullable Explanation doubt(JournalEntry entry, @Nullable Enclosing enclosing) {
		if (this.pipelineChanged != null) {
			return this.pipelineChanged;
		}
		if (enclosing != null && (enclosing.changed || enclosing.call.outcome() != PlannedOutcome.RUNS)) {
			return because("in " + enclosing.call.operation());
		}
		for (JournalEntry disturbance : this.disturbances) {
			if (PlannedJournal.mayDepend(entry, disturbance)) {
				return because("after " + disturbance.operation());
			}
		}
		return null;
	}

	private static Explanation because(String change) {
		return new Explanation(Reason.UPSTREAM_CHANGED, List.of(new Change(change, null, null)), null, null);
	}

	private static boolean isAsInRun(JournalEntry entry, @Nullable Node recorded, Forecast forecast) {
		return recorded != null && !entry.superseded() && entry.outcome() != StepOutcome.FAILED
				&& entry.outcome() != StepOutcome.BLOCKED
				&& Objects.equals(recorded.artifactId(), forecast.artifactId());
	}

	/**
	 * What a step calls that was replayed in the run, so that its calls are not in the
	 * journal.
	 */
	private List<PlannedCall> called(JournalEntry entry, PlannedCall outer, boolean changed) {
		boolean certain = outer.outcome() == PlannedOutcome.RUNS && !changed && doubt(entry, null) == null;
		Map<CalledStep, Forecast> forecasts = new LinkedHashMap<>();
		for (CalledStep called : this.nodes.findCalled(entry.nodeId())) {
			forecasts.put(called, forecast(called.operation(), called.nodeId()));
		}
		// In which order they are called is not known
		boolean same = forecasts.values().stream().allMatch(PlanWalk::replays);
		List<PlannedCall> calls = new ArrayList<>();
		forecasts.forEach((called, forecast) -> {
			boolean known = certain && (same || !replays(forecast));
			calls.add(new PlannedCall(called.operation(), called.nodeId(),
					(known) ? forecast.outcome() : PlannedOutcome.MAY_RUN,
					(replays(forecast) && !known) ? because("in " + entry.operation()) : forecast.why(), true, true));
		});
		return calls;
	}

	private Forecast forecast(String operation, String nodeId) {
		return this.forecaster.forecast(operation, nodeId,
				(producer) -> this.producers.getOrDefault(producer, producer), this.mode, this.rerun);
	}

	private static boolean replays(Forecast forecast) {
		return forecast.outcome() == PlannedOutcome.REPLAYS;
	}

	/**
	 * The step around a call.
	 */
	private record Enclosing(PlannedCall call, boolean changed) {

	}

}
