package io.musubito.execution;

import java.util.Optional;

import io.musubito.ArtifactRoundTripException;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.artifact.ArtifactType;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

/**
 * Turns a result into its artifact and reads it back, so that the first caller gets what
 * every later one will get.
 */
final class RoundTrip {

	private final CanonicalEncoder encoder;

	RoundTrip(CanonicalEncoder encoder) {
		this.encoder = encoder;
	}

	Stored store(Step step, ArtifactType type, @Nullable Object value) {
		Artifact artifact;
		Object decoded;
		Optional<String> lost;
		try {
			artifact = type.encode(value);
			decoded = type.decode(artifact.payload());
			lost = this.encoder.firstDifference(value, decoded, type.declaredType());
		}
		catch (ArtifactFormatException ex) {
			throw new ArtifactRoundTripException(message(step, ex.getMessage()), value, ex);
		}
		catch (UnhashableValueException ex) {
			throw new ArtifactRoundTripException(message(step, ex.getMessage()), value, ex);
		}
		if (lost.isPresent()) {
			throw new ArtifactRoundTripException(
					message(step, "what is at " + lost.get() + " is not the same when it is read back"), value, null);
		}
		return new Stored(artifact, decoded);
	}

	private static String message(Step step, @Nullable String why) {
		return "The result of step '" + step.definition().operation() + "' can't be stored: " + why
				+ ". It is in ArtifactRoundTripException.result(). Return a record or a class whose fields say "
				+ "all of it, or leave the method without @MusubitoStep.";
	}

	/**
	 * A result in the store's form.
	 *
	 * @param artifact what is stored
	 * @param value what is read back
	 */
	record Stored(Artifact artifact, @Nullable Object value) {

	}

}
