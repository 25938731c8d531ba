package io.musubito.store;

import java.util.List;

import io.musubito.MusubitoException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;

/**
 * Thrown when a result can't be written as an artifact, or an artifact can't be read as
 * the declared type. The message has no values in it; the cause may have.
 */
public class ArtifactFormatException extends MusubitoException {

	ArtifactFormatException(String message, Throwable cause) {
		super(message, cause);
	}

	static ArtifactFormatException writing(JavaType type, JacksonException ex) {
		// The first reference is the list around each value, see ArtifactType
		List<Reference> references = ex.getPath();
		String path = path((references.isEmpty()) ? references : references.subList(1, references.size()));
		String reason = (ex instanceof StreamConstraintsException)
				? "it contains itself or is nested too deeply. Return a value without cycles."
				: "%s. Return a value that can be written as JSON.".formatted(rootCause(ex).getClass().getName());
		return new ArtifactFormatException(
				"A result of type %s can't be stored: at %s, %s".formatted(type.toCanonical(), path, reason), ex);
	}

	static ArtifactFormatException reading(JavaType type, JacksonException ex) {
		return new ArtifactFormatException(
				"An artifact can't be read as %s: at %s, %s. The class has changed since it was stored, or reads another form than it writes."
					.formatted(type.toCanonical(), path(ex.getPath()), rootCause(ex).getClass().getName()),
				ex);
	}

	private static String path(List<Reference> references) {
		StringBuilder path = new StringBuilder("$");
		for (Reference reference : references) {
			if (reference.getPropertyName() != null) {
				path.append('.').append(reference.getPropertyName());
			}
			else {
				path.append('[').append(reference.getIndex()).append(']');
			}
		}
		return path.toString();
	}

	private static Throwable rootCause(Throwable ex) {
		Throwable cause = ex;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

}
