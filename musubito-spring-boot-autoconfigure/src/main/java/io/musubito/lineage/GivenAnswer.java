package io.musubito.lineage;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.ManualAnswer;
import org.jspecify.annotations.Nullable;

/**
 * A result that was given by hand for a run, in place of one computation.
 *
 * @param id marks the computations that it is part of
 * @param operation the step
 * @param calls the calls of the computation in the run that is resumed: position and
 * replay key
 * @param around the same of the calls in whose bodies these were; the key is empty when
 * it isn't known
 * @param artifactId the artifact
 * @param json its payload; {@code null} when it can't be read any more
 * @param given who gave it
 */
public record GivenAnswer(String id, String operation, SortedMap<String, String> calls,
		SortedMap<String, String> around, String artifactId, @Nullable String json, ManualAnswer given) {

	public GivenAnswer {
		calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
		around = Collections.unmodifiableSortedMap(new TreeMap<>(around));
	}

	/**
	 * Whether a position is that of a call which is answered with this result, or within
	 * such a call.
	 * @param position the position
	 * @return whether it is not reached in a run with this result
	 */
	public boolean hides(String position) {
		return this.calls.keySet()
			.stream()
			.anyMatch((call) -> position.equals(call) || position.startsWith(call + "/"));
	}

}
