package io.musubito.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.musubito.replay.JsonDifference;
import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The texts that the results of the second run have and those of the first have not, to
 * recognise them in what other steps were given.
 */
final class ChangedOutputs {

	private static final int MAX_OUTPUTS = 100;

	private static final int MAX_PLACES = 100;

	private static final int MAX_LENGTH = 1 << 18;

	// Shorter ones are in many texts by chance
	private static final int MIN_TEXT = 6;

	private final List<StepPair> pairs;

	private final StoredOutputs outputs;

	private @Nullable List<Output> changed;

	ChangedOutputs(List<StepPair> pairs, StoredOutputs outputs) {
		this.pairs = pairs;
		this.outputs = outputs;
	}

	/**
	 * Whether one of some texts contains one that a step returned before a call of
	 * another one.
	 */
	boolean areIn(Set<String> texts, RunEntry call) {
		return changed().stream()
			.filter((output) -> isBefore(output.entry, call))
			.flatMap((output) -> output.texts.stream())
			.anyMatch((text) -> texts.stream().anyMatch((other) -> other.contains(text)));
	}

	// What it called itself, and its own siblings in a fan-out, gave it nothing
	private static boolean isBefore(RunEntry output, RunEntry call) {
		return output.isCalled() && output.view().sequence() < call.view().sequence()
				&& !output.view().operation().equals(call.view().operation())
				&& !output.position().startsWith(call.position() + "/");
	}

	private List<Output> changed() {
		List<Output> known = this.changed;
		if (known == null) {
			known = new ArrayList<>();
			List<StepPair> candidates = this.pairs.stream()
				.filter((pair) -> pair.after() != null && pair.after().artifactId() != null && pair.gaveSomethingElse())
				.sorted(Comparator.comparingInt((pair) -> pair.any().view().sequence()))
				.limit(MAX_OUTPUTS)
				.toList();
			for (StepPair pair : candidates) {
				known.add(new Output(pair.any(), texts(pair)));
			}
			this.changed = known;
		}
		return known;
	}

	private Set<String> texts(StepPair pair) {
		return JsonDifference.find(json(pair.before()), json(pair.after()), MAX_PLACES)
			.stream()
			.flatMap((place) -> JsonTexts.of(place.after()).stream())
			.filter((text) -> text.length() >= MIN_TEXT)
			.collect(Collectors.toSet());
	}

	private @Nullable JsonNode json(@Nullable RunEntry entry) {
		String artifactId = (entry != null) ? entry.artifactId() : null;
		return Optional.ofNullable(artifactId)
			.flatMap(this.outputs::read)
			.filter((text) -> text.length() <= MAX_LENGTH)
			.map(StoredOutputs::parse)
			.orElse(null);
	}

	/**
	 * What one step returned.
	 *
	 * @param entry the step in the second run
	 * @param texts what is new in its result
	 */
	private record Output(RunEntry entry, Set<String> texts) {

	}

}
