package io.musubito.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.musubito.OutputChange;
import io.musubito.OutputDiff;
import io.musubito.WordChange;
import io.musubito.replay.JsonDifference;
import io.musubito.replay.JsonDifference.Place;
import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares the results of steps, in bounded time: of what is long, and of the many
 * results of a long run, less is said.
 */
final class OutputComparison {

	private static final int MAX_CHANGES = 50;

	private static final int MAX_LENGTH = 1 << 20;

	private static final int SHOWN_LENGTH = 500;

	// Of one comparison of runs
	private static final long MAX_TOTAL_LENGTH = 16L << 20;

	private final StoredOutputs outputs;

	private final Map<List<String>, OutputDiff> known = new HashMap<>();

	private long totalLength;

	OutputComparison(StoredOutputs outputs) {
		this.outputs = outputs;
	}

	@Nullable OutputDiff of(StepPair pair) {
		RunEntry before = pair.before();
		RunEntry after = pair.after();
		String one = (before != null) ? before.artifactId() : null;
		String other = (after != null) ? after.artifactId() : null;
		if (one == null || other == null || one.equals(other)) {
			return null;
		}
		OutputDiff diff = this.known.get(List.of(one, other));
		if (diff == null) {
			diff = compare(one, other);
			this.known.put(List.of(one, other), diff);
		}
		return diff;
	}

	/**
	 * Compares two stored results by their ids.
	 */
	OutputDiff compare(String before, String after) {
		if (this.totalLength > MAX_TOTAL_LENGTH) {
			return new OutputDiff(before, after, List.of(),
					"Not compared: the results before this one are as many as one comparison reads");
		}
		Optional<String> one = this.outputs.read(before);
		Optional<String> other = this.outputs.read(after);
		if (one.isEmpty() || other.isEmpty()) {
			String which = one.isEmpty() ? other.isEmpty() ? "first and of the second" : "first" : "second";
			return new OutputDiff(before, after, List.of(),
					"The result of the " + which + " run is gone or damaged: only the hashes are known");
		}
		return compare(before, one.get(), after, other.get());
	}

	/**
	 * Compares two values as JSON.
	 */
	OutputDiff compare(String beforeId, String before, String afterId, String after) {
		this.totalLength += before.length() + (long) after.length();
		if (before.length() > MAX_LENGTH || after.length() > MAX_LENGTH) {
			int place = firstDifference(before, after);
			return new OutputDiff(beforeId, afterId,
					List.of(new OutputChange("$", ShownText.around(before, place, SHOWN_LENGTH),
							ShownText.around(after, place, SHOWN_LENGTH), List.of())),
					"Too long to be compared (%,d and %,d characters): only the first difference is shown"
						.formatted(before.length(), after.length()));
		}
		List<OutputChange> changes = new ArrayList<>();
		for (Place place : JsonDifference.find(StoredOutputs.parse(before), StoredOutputs.parse(after),
				MAX_CHANGES + 1)) {
			changes.add(change(place));
		}
		boolean more = changes.size() > MAX_CHANGES;
		return new OutputDiff(beforeId, afterId, (more) ? changes.subList(0, MAX_CHANGES) : changes,
				(more) ? "Only the first " + MAX_CHANGES + " differences are shown"
						: (changes.isEmpty()) ? "The values are equal, and written in another way" : null);
	}

	private static OutputChange change(Place place) {
		String before = text(place.before());
		String after = text(place.after());
		List<WordChange> words = List.of();
		if (before != null && after != null && isText(place.before()) && isText(place.after())) {
			words = WordDifference.find(before, after);
		}
		int difference = (before != null && after != null) ? firstDifference(before, after) : 0;
		return new OutputChange(place.path(),
				(before != null) ? ShownText.around(before, difference, SHOWN_LENGTH) : null,
				(after != null) ? ShownText.around(after, difference, SHOWN_LENGTH) : null, words);
	}

	// "1" and 1 are told apart, but two texts need no quotes
	private static @Nullable String text(@Nullable JsonNode node) {
		if (node == null) {
			return null;
		}
		return (node.isString()) ? node.asString() : node.toString();
	}

	private static boolean isText(@Nullable JsonNode node) {
		return node != null && node.isString();
	}

	private static int firstDifference(String one, String other) {
		int length = Math.min(one.length(), other.length());
		int index = 0;
		while (index < length && one.charAt(index) == other.charAt(index)) {
			index++;
		}
		return index;
	}

}
