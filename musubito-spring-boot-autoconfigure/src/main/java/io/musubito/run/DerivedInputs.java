package io.musubito.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.musubito.replay.JsonDifference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells of an input without a lineage of its own, a text that was put together for
 * example, whether it changed because the result of another step did.
 */
final class DerivedInputs {

	private static final int MAX_PLACES = 100;

	private static final int MAX_LEAVES = 2_000;

	// Shorter ones are in many texts by chance
	private static final int MIN_LENGTH = 4;

	private final @Nullable JsonNode argumentsBefore;

	private final @Nullable JsonNode argumentsAfter;

	private final Supplier<List<JsonNode>> changedOutputs;

	private @Nullable Set<String> outputs;

	/**
	 * Creates it.
	 * @param argumentsBefore what the pipeline was called with; {@code null} when that is
	 * not known
	 * @param argumentsAfter the same of the second run
	 * @param changedOutputs the parts of results that the second run has and the first
	 * has not
	 */
	DerivedInputs(@Nullable JsonNode argumentsBefore, @Nullable JsonNode argumentsAfter,
			Supplier<List<JsonNode>> changedOutputs) {
		this.argumentsBefore = argumentsBefore;
		this.argumentsAfter = argumentsAfter;
		this.changedOutputs = changedOutputs;
	}

	/**
	 * Whether an input changed because of results.
	 * @param before the input
	 * @param after what it is in the second run
	 * @param merged whether the call named steps whose results it depends on, and one of
	 * these changed
	 */
	boolean isDerived(@Nullable JsonNode before, @Nullable JsonNode after, boolean merged) {
		if (before == null || after == null) {
			return merged;
		}
		Set<String> appeared = new HashSet<>();
		JsonDifference.find(before, after, MAX_PLACES).forEach((place) -> addLeaves(place.after(), appeared));
		if (isArgument(appeared)) {
			return false;
		}
		return merged || appeared.stream().anyMatch((text) -> outputs().stream().anyMatch(text::contains));
	}

	private boolean isArgument(Set<String> appeared) {
		if (this.argumentsBefore == null || this.argumentsAfter == null
				|| this.argumentsBefore.equals(this.argumentsAfter)) {
			return false;
		}
		Set<String> changed = new HashSet<>();
		JsonDifference.find(this.argumentsBefore, this.argumentsAfter, MAX_PLACES)
			.forEach((place) -> addLeaves(place.after(), changed));
		return appeared.stream().anyMatch(changed::contains);
	}

	private Set<String> outputs() {
		Set<String> known = this.outputs;
		if (known == null) {
			known = new HashSet<>();
			for (JsonNode output : this.changedOutputs.get()) {
				addLeaves(output, known);
			}
			known.removeIf((text) -> text.length() < MIN_LENGTH);
			this.outputs = known;
		}
		return known;
	}

	private static void addLeaves(@Nullable JsonNode node, Set<String> leaves) {
		if (node == null || leaves.size() >= MAX_LEAVES) {
			return;
		}
		if (node.isContainer()) {
			node.forEach((child) -> addLeaves(child, leaves));
		}
		else {
			leaves.add(node.asString());
		}
	}

}
