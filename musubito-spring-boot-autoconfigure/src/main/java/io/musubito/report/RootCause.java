package io.musubito.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why steps of the run ran: what changed itself, and not what followed from that.
 *
 * @param reason the kind of change
 * @param change what changed; {@code null} where the reason says it all
 * @param steps the steps that ran for it
 * @param downstream the steps that ran because another one of these did
 */
record RootCause(Reason reason, @Nullable Change change, Set<ReportedStep> steps, Set<ReportedStep> downstream) {

	static List<RootCause> of(List<ReportedStep> steps, boolean values) {
		Map<String, RootCause> causes = new LinkedHashMap<>();
		Map<String, RootCause> byNode = new HashMap<>();
		for (ReportedStep step : steps) {
			Explanation why = step.view().why();
			if (why != null && !isConsequence(why)) {
				RootCause cause = of((values) ? why : why.withoutValues());
				cause = causes.computeIfAbsent(cause.reason + " " + cause.change,
						(key) -> of((values) ? why : why.withoutValues()));
				cause.steps.add(step);
				byNode.put(step.view().nodeId(), cause);
			}
		}
		for (ReportedStep step : steps) {
			Explanation why = step.view().why();
			if (why != null && isConsequence(why)) {
				RootCause cause = byNode.get(why.rootCauseNodeId());
				if (cause == null) {
					cause = causes.computeIfAbsent(why.reason().name(), (key) -> withoutChange(why.reason()));
				}
				cause.downstream.add(step);
			}
		}
		return causes.values()
			.stream()
			.sorted(Comparator.comparing((RootCause cause) -> -(cause.steps.size() + cause.downstream.size())))
			.toList();
	}

	// Stale is what was invalidated itself, too
	private static boolean isConsequence(Explanation why) {
		return why.reason() == Reason.UPSTREAM_CHANGED
				|| (why.reason() == Reason.STALE && why.rootCauseNodeId() != null);
	}

	private static RootCause of(Explanation why) {
		boolean says = why.reason() != Reason.FIRST_EXECUTION && !why.changes().isEmpty();
		return new RootCause(why.reason(), (says) ? why.changes().get(0) : null, new LinkedHashSet<>(),
				new LinkedHashSet<>());
	}

	private static RootCause withoutChange(Reason reason) {
		return new RootCause(reason, null, new LinkedHashSet<>(), new LinkedHashSet<>());
	}

}
