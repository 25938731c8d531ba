package io.musubito.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the steps of two runs: those that computed the same first, then those with equal
 * inputs, then those that are most alike. Where nothing tells more, the position does.
 */
final class StepPairing {

	/** More are paired by position alone: each would be compared with each. */
	private static final int MAX_COMPARISONS = 10_000;

	/** What is at another position has to be that much alike. */
	private static final double ALIKE = 0.5;

	/** Decides among those that are equally alike. */
	private static final double SAME_POSITION = 0.02;

	private final InputLikeness likeness;

	// By identity: a run may have entries that are equal
	private final Map<RunEntry, RunEntry> beforeOf = new IdentityHashMap<>();

	StepPairing(InputLikeness likeness) {
		this.likeness = likeness;
	}

	/**
	 * Pairs the steps.
	 * @param before those of the first run
	 * @param after those of the second run
	 * @return each once, those of the second run first and in their order
	 */
	List<StepPair> pair(List<RunEntry> before, List<RunEntry> after) {
		Map<String, List<RunEntry>> earlier = byOperation(before);
		byOperation(after)
			.forEach((operation, entries) -> pairAlike(new ArrayList<>(earlier.getOrDefault(operation, List.of())),
					new ArrayList<>(entries)));
		List<StepPair> pairs = new ArrayList<>();
		after.forEach((entry) -> pairs.add(new StepPair(this.beforeOf.get(entry), entry)));
		Set<RunEntry> paired = Collections.newSetFromMap(new IdentityHashMap<>());
		paired.addAll(this.beforeOf.values());
		before.stream()
			.filter((entry) -> !paired.contains(entry))
			.forEach((entry) -> pairs.add(new StepPair(entry, null)));
		return pairs;
	}

	private static Map<String, List<RunEntry>> byOperation(List<RunEntry> entries) {
		return entries.stream()
			.collect(Collectors.groupingBy((entry) -> entry.view().operation(), LinkedHashMap::new,
					Collectors.toList()));
	}

	private void pairAlike(List<RunEntry> before, List<RunEntry> after) {
		pairEqual(before, after, (entry) -> key(entry.position(), entry.replayKey()));
		pairEqual(before, after, (entry) -> key(placeOf(entry), entry.replayKey()));
		pairEqual(before, after, RunEntry::replayKey);
		pairEqual(before, after, (entry) -> key(entry.position(), InputLikeness.inputs(entry)));
		pairEqual(before, after, (entry) -> key(placeOf(entry), InputLikeness.inputs(entry)));
		pairEqual(before, after, InputLikeness::inputs);
		if (before.isEmpty() || after.isEmpty()) {
			return;
		}
		boolean single = before.size() == 1 && after.size() == 1
				&& before.get(0).position().equals(after.get(0).position());
		if (!single && (long) before.size() * after.size() <= MAX_COMPARISONS) {
			pairMostAlike(before, after);
		}
		pairEqual(before, after, RunEntry::position);
	}

	private void pairEqual(List<RunEntry> before, List<RunEntry> after, Function<RunEntry, @Nullable String> key) {
		if (before.isEmpty() || after.isEmpty()) {
			return;
		}
		Map<String, Deque<RunEntry>> byKey = new HashMap<>();
		for (RunEntry entry : before) {
			String found = key.apply(entry);
			if (found != null) {
				byKey.computeIfAbsent(found, (same) -> new ArrayDeque<>()).add(entry);
			}
		}
		for (RunEntry entry : List.copyOf(after)) {
			String wanted = key.apply(entry);
			Deque<RunEntry> candidates = (wanted != null) ? byKey.get(wanted) : null;
			RunEntry found = (candidates != null) ? candidates.poll() : null;
			if (found != null) {
				take(found, before, entry, after);
			}
		}
	}

	private void pairMostAlike(List<RunEntry> before, List<RunEntry> after) {
		List<Candidate> candidates = new ArrayList<>();
		for (RunEntry one : before) {
			for (RunEntry other : after) {
				double alike = this.likeness.of(one, other);
				boolean here = one.position().equals(other.position());
				if (here || alike >= ALIKE) {
					candidates.add(new Candidate(one, other, (here) ? alike + SAME_POSITION : alike));
				}
			}
		}
		candidates.sort(Comparator.comparingDouble(Candidate::alike).reversed());
		Set<RunEntry> free = Collections.newSetFromMap(new IdentityHashMap<>());
		free.addAll(before);
		for (Candidate candidate : candidates) {
			if (free.contains(candidate.before) && !this.beforeOf.containsKey(candidate.after)) {
				free.remove(candidate.before);
				take(candidate.before, before, candidate.after, after);
			}
		}
	}

	private void take(RunEntry one, List<RunEntry> before, RunEntry other, List<RunEntry> after) {
		this.beforeOf.put(other, one);
		before.removeIf((entry) -> entry == one);
		after.removeIf((entry) -> entry == other);
	}

	private static @Nullable String key(String place, @Nullable String content) {
		return (content != null) ? place + "\n" + content : null;
	}

	private static String placeOf(RunEntry entry) {
		int end = entry.position().lastIndexOf('/');
		return (end >= 0) ? entry.position().substring(0, end) : "";
	}

	/**
	 * Two that may be the same step.
	 *
	 * @param before the entry in the first run
	 * @param after the entry in the second run
	 * @param alike how much alike they are
	 */
	private record Candidate(RunEntry before, RunEntry after, double alike) {

	}

}
