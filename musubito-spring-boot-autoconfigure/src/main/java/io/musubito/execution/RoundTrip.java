package io.musubito.execution;

import java.util.Optional;

import io.musubito.ArtifactRoundTripException;
import io.musubito.Reason;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.artifact.ArtifactType;
import io.musubito.step.Step;
import io.musubito.store.UnreadableContent;
import io.musubito.value.CanonicalEncoder;
import io.musubito.value.UnhashableValueException;
import org.jspecify.annotations.Nullable;

/**
 * Turns results into artifacts and back. The first caller too gets what is read back, and
 * so what every later one will get.
 */
final class RoundTrip {

	private final CanonicalEncoder encoder;

	RoundTrip(CanonicalEncoder encoder) {
		this.encoder = encoder;
	}

	Stored store(Step step, ArtifactType type, @Nullable Object value) {
		return store(step.definition().operation(), type, value);
	}

	Stored store(String operation, ArtifactType type, @Nullable Object value) {
		Artifact artifact;
		Object decoded;
		Optional<String> lost;
		try {
			artifact = type.encode(value);
			decoded = type.decode(artifact.payload());
			lost = this.encoder.firstDifference(value, decoded, type.declaredType());
		}
		catch (ArtifactFormatException ex) {
			throw new ArtifactRoundTripException(message(operation, ex.getMessage()), value, ex);
		}
		catch (UnhashableValueException ex) {
			throw new ArtifactRoundTripException(message(operation, ex.getMessage()), value, ex);
		}
		if (lost.isPresent()) {
			throw new ArtifactRoundTripException(
					message(operation, "what is at " + lost.get() + " is not the same when it is read back"), value,
					null);
		}
		return new Stored(artifact, decoded);
	}

	/**
	 * Puts the result of a call into the store's form. In a recorded test nobody gets a
	 * secret that the recording does not have.
	 */
	Stored store(IdentifiedCall call, ArtifactType type, @Nullable Object value) {
		Stored stored = store(call.call().step(), type, value);
		RecordedKey recorded = call.recorded();
		byte[] scrubbed = (recorded != null) ? recorded.scrub(call, stored) : null;
		if (scrubbed == null) {
			return stored;
		}
		try {
			return store(call.call().step(), type, type.decode(scrubbed));
		}
		catch (ArtifactFormatException ex) {
			throw new ArtifactRoundTripException(message(call.operation(),
					"it has a secret, and without it it can't be read back: " + ex.getMessage()), value, ex);
		}
	}

	/**
	 * Reads a result from the store.
	 * @param type the type of the result
	 * @param payload what is stored; {@code null} when it is gone
	 * @param artifactId what the store says that it is
	 * @return the result, an object of the caller's own
	 * @throws UnreadableResultException when it is gone, was damaged, or is of another
	 * type
	 */
	Stored read(ArtifactType type, byte @Nullable [] payload, @Nullable String artifactId)
			throws UnreadableResultException {
		if (payload == null) {
			throw new UnreadableResultException(Reason.ARTIFACT_MISSING, "it is gone.");
		}
		String unreadable = UnreadableContent.reason(payload).orElse(null);
		if (unreadable != null) {
			throw new UnreadableResultException(Reason.ARTIFACT_CORRUPT, unreadable + ".");
		}
		Artifact artifact = Artifact.of(payload);
		if (!artifact.artifactId().equals(artifactId)) {
			throw new UnreadableResultException(Reason.ARTIFACT_CORRUPT, "it was damaged.");
		}
		try {
			return new Stored(artifact, type.decode(payload));
		}
		catch (ArtifactFormatException ex) {
			throw new UnreadableResultException(Reason.ARTIFACT_CORRUPT, String.valueOf(ex.getMessage()));
		}
	}

	private static String message(String operation, @Nullable String why) {
		return "The result of step '" + operation + "' can't be stored: " + why
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
