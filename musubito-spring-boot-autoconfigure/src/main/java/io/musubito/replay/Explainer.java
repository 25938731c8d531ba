package io.musubito.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.Reason;
import io.musubito.store.Baseline;
import io.musubito.store.Node;
import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

/**
 * Explains an execution by what differs from an earlier one.
 */
public final class Explainer {

	private static final int SHOWN_HASH_LENGTH = 12;

	/**
	 * Explains why the node that was found can't be replayed.
	 * @param decision the decision
	 * @return the explanation
	 */
	public Explanation explain(Decision.Execute decision) {
		List<Change> changes = (decision.called() != null)
				? List.of(new Change("called step " + decision.called(), null, decision.reason().name())) : List.of();
		Node previous = decision.previous();
		String stale = (decision.reason() == Reason.STALE && previous != null) ? previous.staleBy() : null;
		return new Explanation(decision.reason(), changes, (previous != null) ? previous.nodeId() : null, stale);
	}

	/**
	 * Explains why no node was found: compares with the earlier node that has most
	 * components in common, the newest of these.
	 * @param key the identity of the call
	 * @param fromSteps the input components whose value came from a step, with the name
	 * of that step
	 * @param candidates earlier nodes of the operation, newest first
	 * @return the explanation
	 */
	public Explanation explainChange(NodeKey key, Map<String, String> fromSteps, List<Baseline> candidates) {
		Baseline baseline = candidates.stream()
			.filter((candidate) -> !candidate.nodeId().equals(key.nodeId()))
			.max(Comparator.comparingInt((candidate) -> inCommon(candidate.components(), key.components())))
			.orElse(null);
		if (baseline == null) {
			return new Explanation(Reason.FIRST_EXECUTION, List.of(), null, null);
		}
		Reason first = Reason.FIRST_EXECUTION;
		List<Change> changes = new ArrayList<>();
		for (String component : allComponents(baseline, key)) {
			String before = baseline.components().get(component);
			String after = key.components().get(component);
			if (!Objects.equals(before, after)) {
				Reason reason = reasonFor(component, fromSteps);
				first = (reason.compareTo(first) < 0) ? reason : first;
				String shown = fromSteps.containsKey(component) ? "upstream " + fromSteps.get(component) : component;
				changes.add(new Change(shown, shorten(before), shorten(after)));
			}
		}
		// Equal components under another node id: only where the values came from
		// differs.
		return new Explanation(changes.isEmpty() ? Reason.UPSTREAM_CHANGED : first, changes, baseline.nodeId(), null);
	}

	private static int inCommon(SortedMap<String, String> one, SortedMap<String, String> other) {
		int count = 0;
		for (Map.Entry<String, String> entry : one.entrySet()) {
			count += entry.getValue().equals(other.get(entry.getKey())) ? 1 : 0;
		}
		return count;
	}

	private static SortedSet<String> allComponents(Baseline baseline, NodeKey key) {
		SortedSet<String> all = new TreeSet<>(baseline.components().keySet());
		all.addAll(key.components().keySet());
		return all;
	}

	private static Reason reasonFor(String component, Map<String, String> fromSteps) {
		if (component.equals("code")) {
			return Reason.CODE_CHANGED;
		}
		if (component.equals("version")) {
			return Reason.VERSION_CHANGED;
		}
		if (component.startsWith("resource ") || component.startsWith("property ")) {
			return Reason.CONFIGURATION_CHANGED;
		}
		if (component.startsWith("upstream") || fromSteps.containsKey(component)) {
			return Reason.UPSTREAM_CHANGED;
		}
		return Reason.INPUT_CHANGED;
	}

	private static @Nullable String shorten(@Nullable String hash) {
		return (hash != null && hash.length() > SHOWN_HASH_LENGTH) ? hash.substring(0, SHOWN_HASH_LENGTH) : hash;
	}

}
