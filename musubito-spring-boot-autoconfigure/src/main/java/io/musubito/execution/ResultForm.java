package io.musubito.execution;

import io.musubito.MusubitoResult;
import io.musubito.artifact.ArtifactType;
import io.musubito.lineage.Origin;
import org.jspecify.annotations.Nullable;

/**
 * In what form the method of a step returns its result.
 *
 * @param arrival when and how it arrives
 * @param wrapped whether it is a {@link MusubitoResult}
 * @param elements how one element is stored, when it arrives in elements; else
 * {@code null}
 */
public record ResultForm(Arrival arrival, boolean wrapped, @Nullable ArtifactType elements) {

	/**
	 * The value in what the method returned.
	 */
	public @Nullable Object unwrap(@Nullable Object returned) {
		return (this.wrapped && returned instanceof MusubitoResult<?> result) ? result.value() : returned;
	}

	/**
	 * What the caller gets of a result.
	 */
	@SuppressWarnings("NullAway") // T may be null
	public @Nullable Object wrap(StepResult result) {
		if (!this.wrapped) {
			return result.value();
		}
		Origin origin = result.origin();
		return (origin != null) ? origin.describe(result.value()) : MusubitoResult.of(result.value());
	}

	/**
	 * When and how a result arrives.
	 */
	public enum Arrival {

		/** When the method returns. */
		AT_ONCE,

		/** When the future that the method returned is complete. */
		FUTURE,

		/** After a subscription. */
		MONO,

		/** After a subscription, in elements. */
		FLUX

	}

}
