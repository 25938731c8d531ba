package io.musubito.execution;

import io.musubito.ArtifactRoundTripException;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.artifact.ArtifactType;
import io.musubito.value.CanonicalEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Takes results that somebody gives in place of an execution, if they are such as the
 * step could have returned.
 */
public final class GivenResults {

	private final RoundTrip roundTrip;

	public GivenResults(CanonicalEncoder encoder) {
		this.roundTrip = new RoundTrip(encoder);
	}

	/**
	 * Puts a result into the store's form.
	 * @param operation the step
	 * @param type how its results are stored
	 * @param value the result; of no meaning with JSON
	 * @param json the result as JSON; {@code null} when the value itself is given
	 * @return the artifact
	 * @throws IllegalArgumentException when it is none that the step could have returned;
	 * the message is the end of a sentence
	 */
	public Artifact artifact(String operation, ArtifactType type, @Nullable Object value, @Nullable String json) {
		try {
			Object result = (json != null) ? type.decodeAll(json) : value;
			if (!type.isInstance(result)) {
				throw new IllegalArgumentException(
						"it has type " + ((result != null) ? result.getClass().getName() : "null") + ", not "
								+ type.declaredType().getTypeName() + ".");
			}
			return this.roundTrip.store(operation, type, result).artifact();
		}
		catch (ArtifactFormatException | ArtifactRoundTripException ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
	}

}
