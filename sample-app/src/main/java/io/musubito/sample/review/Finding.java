package io.musubito.sample.review;

import java.util.Objects;

/**
 * Something that is wrong with a change.
 *
 * @param file the path of the file
 * @param line the number of the line in the new file
 * @param severity how bad it is
 * @param message what is wrong and what to do
 */
public record Finding(String file, int line, Severity severity, String message) {

	// A model may leave something out
	public Finding {
		Objects.requireNonNull(file, "A finding needs a file");
		Objects.requireNonNull(severity, "A finding needs a severity");
		Objects.requireNonNull(message, "A finding needs a message");
	}

}
