package io.musubito.autoconfigure;

import io.musubito.MusubitoException;

/**
 * Thrown at startup: a property has a value that can't be what was meant. The message
 * says what to do.
 */
final class InvalidPropertyException extends MusubitoException {

	private static final long serialVersionUID = 1L;

	InvalidPropertyException(String message) {
		super(message, null);
	}

}
