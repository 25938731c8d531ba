package io.musubito.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.musubito.Change;
import io.musubito.Reason;
import io.musubito.StepType;
import io.musubito.replay.FoundChange;
import io.musubito.replay.StoredComparison;
import io.musubito.store.NodeKey;
import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed of steps, and tells what was changed of a step itself from what
 * other steps gave it.
 */
final class StepChanges {

	private static final int HASH_LENGTH = 12;

	private final StoredInputs inputs;

	private final CodeParts code;

	private final DerivedInputs derived;

	private final Map<String, StepPair> byProducerBefore = new HashMap<>();

	private final Map<String, StepPair> byProducerAfter = new HashMap<>();

	StepChanges(List<StepPair> pairs, StoredInputs inputs, CodeParts code, DerivedInputs derived) {
		this.inputs = inputs;
		this.code = code;
		this.derived = derived;
		pairs.forEach((pair) -> {
			putProducer(this.byProducerBefore, pair.before(), pair);
			putProducer(this.byProducerAfter, pair.after(), pair);
		});
	}

	private static void putProducer(Map<String, StepPair> byProducer, @Nullable RunEntry entry, StepPair pair) {
		if (entry != null && entry.producerNodeId() != null) {
			byProducer.putIfAbsent(entry.producerNodeId(), pair);
		}
	}

	ChangedStep of(StepPair pair) {
		RunEntry before = pair.before();
		RunEntry after = pair.after();
		if (before == null || after == null || before.components().isEmpty() || after.components().isEmpty()) {
			return new ChangedStep(pair, List.of(), List.of());
		}
		List<StepPair> changedUpstream = changedUpstream(before, after);
		List<Change> given = new ArrayList<>(changedUpstream.stream().map(StepChanges::upstream).distinct().toList());
		List<FoundChange> own = new ArrayList<>();
		for (FoundChange found : compare(before, after)) {
			if (found.reason() == Reason.UPSTREAM_CHANGED && !given.isEmpty()) {
				continue;
			}
			if (found.reason() == Reason.INPUT_CHANGED && isGiven(found, before, after, changedUpstream)) {
				given.add(found.change());
			}
			else {
				own.add(found);
			}
		}
		return new ChangedStep(pair, own, given);
	}

	private List<FoundChange> compare(RunEntry before, RunEntry after) {
		if (before.components().equals(after.components())) {
			return List.of();
		}
		boolean input = before.components()
			.entrySet()
			.stream()
			.anyMatch((component) -> component.getKey().startsWith("input.")
					&& !component.getValue().equals(after.components().get(component.getKey())));
		return StoredComparison.compare(key(before, input), key(after, input),
				this.code.changes(before.components().get("code"), after.components().get("code")));
	}

	private NodeKey key(RunEntry entry, boolean withInputs) {
		String nodeId = entry.view().nodeId();
		return new NodeKey(nodeId, String.valueOf(entry.replayKey()), entry.view().operation(), StepType.DETERMINISTIC,
				entry.components(), (withInputs) ? this.inputs.text(nodeId) : null);
	}

	private List<StepPair> changedUpstream(RunEntry before, RunEntry after) {
		Set<StepPair> changed = new LinkedHashSet<>();
		after.upstream().forEach((producer) -> addChanged(this.byProducerAfter.get(producer), changed));
		before.upstream().forEach((producer) -> addChanged(this.byProducerBefore.get(producer), changed));
		return List.copyOf(changed);
	}

	private static void addChanged(@Nullable StepPair pair, Set<StepPair> changed) {
		if (pair != null && pair.gaveSomethingElse()) {
			changed.add(pair);
		}
	}

	private boolean isGiven(FoundChange found, RunEntry before, RunEntry after, List<StepPair> changedUpstream) {
		String component = componentOf(found.change());
		if (!changedUpstream.isEmpty() && (isConsumed(before, component) || isConsumed(after, component))) {
			return true;
		}
		String name = component.substring("input.".length());
		boolean merged = !changedUpstream.isEmpty() && after.components().containsKey("upstream");
		return this.derived.isDerived(after, this.inputs.find(before.view().nodeId(), name),
				this.inputs.find(after.view().nodeId(), name), merged);
	}

	// A replay for another lineage does not note it, the execution that it replays does
	private boolean isConsumed(RunEntry entry, String component) {
		String nodeId = entry.view().nodeId();
		String producer = entry.producerNodeId();
		return this.inputs.isConsumed(nodeId, component)
				|| (producer != null && !producer.equals(nodeId) && this.inputs.isConsumed(producer, component));
	}

	/**
	 * The component of a change that may name a path in it.
	 */
	static String componentOf(Change change) {
		int path = change.component().indexOf(" $");
		return (path >= 0) ? change.component().substring(0, path) : change.component();
	}

	private static Change upstream(StepPair pair) {
		return new Change("upstream " + pair.operation(), hash(pair.before()), hash(pair.after()));
	}

	private static @Nullable String hash(@Nullable RunEntry entry) {
		String artifactId = (entry != null) ? entry.artifactId() : null;
		return (artifactId != null && artifactId.length() > HASH_LENGTH) ? artifactId.substring(0, HASH_LENGTH)
				: artifactId;
	}

}
