package io.musubito.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.store.Baseline;
import io.musubito.store.Node;
import io.musubito.store.Production;
import io.musubito.store.UnreadableContent;
import org.jspecify.annotations.Nullable;

/**
 * Explains an execution: by the decision that led to it, and by all that differs from an
 * earlier call.
 */
public final class Explainer {

	static final String STALE_BY = "by ";

	private final Function<String, Optional<Production>> productions;

	/**
	 * Creates the explainer.
	 * @param productions the execution that produced the result of a node, by its id
	 */
	public Explainer(Function<String, Optional<Production>> productions) {
		this.productions = productions;
	}

	/**
	 * Explains an execution.
	 * @param decision the decision; {@link Reason#FIRST_EXECUTION} when no node was found
	 * @param subject the call
	 * @param baseline what it is compared with; {@code null} when there is nothing
	 * @param changedCode the parts of the code that are others than in the baseline;
	 * empty when none is, or they are not known
	 * @return the explanation, of at most 2 KiB
	 */
	public Explanation explain(Decision.Execute decision, ExplainedCall subject, @Nullable Baseline baseline,
			List<Change> changedCode) {
		List<FoundChange> found = new ArrayList<>();
		Node previous = decision.previous();
		if (decision.called() != null) {
			found.add(new FoundChange(decision.reason(), new Change("called " + decision.called(), null, null), null));
		}
		else if (decision.reason() == Reason.ARTIFACT_CORRUPT && previous != null) {
			UnreadableContent.reason(previous.payload())
				.ifPresent((why) -> found
					.add(new FoundChange(decision.reason(), new Change("result: " + why, null, null), null)));
		}
		else if (decision.reason() == Reason.STALE && previous != null && previous.staleBy() != null) {
			found.add(staleBy(subject, previous.staleBy()));
		}
		if (baseline != null) {
			found.addAll(new Comparison(subject, baseline, changedCode, this.productions).changes());
		}
		found.sort(Comparator.comparing(FoundChange::reason));
		Reason reason = decision.reason();
		if (!found.isEmpty() && found.get(0).reason().compareTo(reason) < 0) {
			reason = found.get(0).reason();
		}
		else if (baseline != null && reason == Reason.FIRST_EXECUTION) {
			// Equal components under another node id: only the lineage differs
			reason = Reason.UPSTREAM_CHANGED;
		}
		return ExplanationSize
			.limit(new Explanation(reason, found.stream().map(FoundChange::change).distinct().toList(),
					(baseline != null) ? baseline.nodeId() : null, rootCauseNodeId(reason, found)));
	}

	/**
	 * Adds to an explanation that a run was resumed from steps.
	 * @param operations the steps
	 * @param why the explanation
	 * @return the explanation, of at most 2 KiB
	 */
	public static Explanation explainResumption(Collection<String> operations, Explanation why) {
		return explainForced("resumed from " + String.join(", ", operations), why);
	}

	/**
	 * Adds to an explanation what forced the execution.
	 * @param cause what did
	 * @param why the explanation
	 * @return the explanation, of at most 2 KiB
	 */
	public static Explanation explainForced(String cause, Explanation why) {
		List<Change> changes = new ArrayList<>();
		changes.add(new Change(cause, null, null));
		changes.addAll(why.changes());
		return ExplanationSize
			.limit(new Explanation(why.reason(), changes, why.baselineNodeId(), why.rootCauseNodeId()));
	}

	private static @Nullable String rootCauseNodeId(Reason reason, List<FoundChange> found) {
		if (reason != Reason.STALE && reason != Reason.UPSTREAM_CHANGED) {
			return null;
		}
		return found.stream()
			.filter((candidate) -> candidate.reason() == reason)
			.map(FoundChange::rootCauseNodeId)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private FoundChange staleBy(ExplainedCall subject, String staleBy) {
		if (staleBy.equals(subject.key().nodeId())) {
			return new FoundChange(Reason.STALE, new Change(STALE_BY + "invalidation", null, null), staleBy);
		}
		if (staleBy.equals(Node.ERASURE)) {
			return new FoundChange(Reason.STALE, new Change(STALE_BY + Node.ERASURE, null, null), null);
		}
		Production producer = this.productions.apply(staleBy).orElse(null);
		if (producer == null) {
			return new FoundChange(Reason.STALE, new Change(STALE_BY + "node " + staleBy, null, null), staleBy);
		}
		RootCause cause = RootCause.of(producer);
		return new FoundChange(Reason.STALE, new Change(STALE_BY + producer.operation(), null, cause.text()),
				cause.nodeId());
	}

}
