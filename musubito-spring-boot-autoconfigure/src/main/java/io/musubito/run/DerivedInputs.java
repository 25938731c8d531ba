package io.musubito.run;

import java.util.HashSet;
import java.util.Set;

import io.musubito.replay.JsonDifference;
import io.musubito.store.RunEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells of an input without a lineage of its own, a text that was put together for
 * example, whether it changed because the result of another step did.
 */
final class DerivedInputs {

	private static final int MAX_PLACES = 100;

	private final Set<String> changedArguments;

	private final ChangedOutputs outputs;

	/**
	 * Creates it.
	 * @param argumentsBefore what the pipeline was called with; {@code null} when that is
	 * not known
	 * @param argumentsAfter the same of the second run
	 * @param outputs the results that differ
	 */
	DerivedInputs(@Nullable JsonNode argumentsBefore, @Nullable JsonNode argumentsAfter, ChangedOutputs outputs) {
		this.changedArguments = (argumentsBefore != null && argumentsAfter != null)
				? appeared(argumentsBefore, argumentsAfter) : Set.of();
		this.outputs = outputs;
	}

	/**
	 * Whether an input changed because of results.
	 * @param call the call in the second run
	 * @param before the input
	 * @param after what it is in the second run
	 * @param merged whether the call named steps whose results it depends on, and one of
	 * these changed
	 */
	boolean isDerived(RunEntry call, @Nullable JsonNode before, @Nullable JsonNode after, boolean merged) {
		if (before == null || after == null) {
			return merged;
		}
		Set<String> appeared = appeared(before, after);
		return appeared.stream().noneMatch(this.changedArguments::contains)
				&& (merged || this.outputs.areIn(appeared, call));
	}

	private static Set<String> appeared(JsonNode before, JsonNode after) {
		Set<String> appeared = new HashSet<>();
		JsonDifference.find(before, after, MAX_PLACES).forEach((place) -> appeared.addAll(JsonTexts.of(place.after())));
		return appeared;
	}

}
