package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * The result of a step together with where it came from. A step method may return it,
 * with {@link #of(Object)} in its body; as an argument it counts as its value.
 *
 * @param <T> the type of the value
 * @param value the value
 * @param nodeId the node of this call
 * @param producerNodeId the node whose execution produced the value; the same as
 * {@code nodeId} when this call executed
 * @param artifactId the hash of the stored value
 * @param outcome how the call was answered
 */
public record MusubitoResult<T extends @Nullable Object>(T value, String nodeId, String producerNodeId,
		String artifactId, StepOutcome outcome) {

	/**
	 * A result to return from the body of a step. Its ids are empty; the caller of the
	 * step gets one with all of them.
	 * @param <T> the type of the value
	 * @param value the value
	 * @return a result without origin
	 */
	public static <T extends @Nullable Object> MusubitoResult<T> of(T value) {
		return new MusubitoResult<>(value, "", "", "", StepOutcome.EXECUTED);
	}

}
