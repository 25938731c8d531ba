package io.musubito.artifact;

import java.util.List;

import io.musubito.MusubitoException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.core.NestedExceptionUtils;

/**
 * Thrown when a result can't be written as an artifact, or an artifact can't be read as
 * the declared type. The message has no values in it; the cause may have.
 */
public class ArtifactFormatException extends MusubitoException {

	private static final int MAX_PATH = 10;

	ArtifactFormatException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static ArtifactFormatException writing(JavaType type, JacksonException ex) {
		// The first reference is the list around each value, see ArtifactType
		List<Reference> references = ex.getPath();
		String path = path((references.isEmpty()) ? references : references.subList(1, references.size()));
		String reason = (ex instanceof StreamConstraintsException)
				? "it contains itself or is nested too deeply. Return a value without cycles."
				: reason(ex) + ((ex instanceof InvalidDefinitionException) ? ""
						: ". Return a value that can be written as JSON.");
		return new ArtifactFormatException(
				"A result of type %s can't be stored: at %s, %s".formatted(type.toCanonical(), path, reason), ex);
	}

	static ArtifactFormatException reading(JavaType type, JacksonException ex) {
		throwOutOfMemory(ex);
		return new ArtifactFormatException(
				"An artifact can't be read as %s: at %s, %s. Its class has changed since, or doesn't read what it writes."
					.formatted(type.toCanonical(), path(ex.getPath()), reason(ex)),
				ex);
	}

	/**
	 * What a constructor throws is wrapped, but that memory has run out says nothing of
	 * the artifact.
	 */
	private static void throwOutOfMemory(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof VirtualMachineError error) {
				throw error;
			}
		}
	}

	static ArtifactFormatException missing(JavaType type, String path) {
		return new ArtifactFormatException(
				"A result of type %s has something at %s, which is missing. Write it down, null too."
					.formatted(type.toCanonical(), path),
				null);
	}

	static ArtifactFormatException lost(JavaType type, String path) {
		return new ArtifactFormatException("A result of type %s does not hold all that is given at %s. Leave it out."
			.formatted(type.toCanonical(), path), null);
	}

	private static String path(List<Reference> references) {
		StringBuilder path = new StringBuilder("$");
		for (Reference reference : references.subList(0, Math.min(references.size(), MAX_PATH))) {
			if (reference.getPropertyName() != null) {
				path.append('.').append(reference.getPropertyName());
			}
			else {
				path.append('[').append(reference.getIndex()).append(']');
			}
		}
		return ((references.size() > MAX_PATH) ? path.append('…') : path).toString();
	}

	/**
	 * What happened, without the text of an exception that may quote values.
	 * @param ex the exception
	 * @return what happened
	 */
	private static String reason(JacksonException ex) {
		if (ex instanceof InvalidDefinitionException) {
			return ex.getOriginalMessage();
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		if (cause instanceof UnrecognizedPropertyException) {
			return "there is no such property";
		}
		if (cause instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return "it can't be a " + mismatch.getTargetType().getName();
		}
		return "there was a " + cause.getClass().getName();
	}

}
