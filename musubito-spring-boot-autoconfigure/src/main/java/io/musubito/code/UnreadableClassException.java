package io.musubito.code;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the code of a class of the application can't be known.
 */
final class UnreadableClassException extends RuntimeException {

	private final String className;

	private final String reason;

	UnreadableClassException(String className, String reason, @Nullable Throwable cause) {
		super("The code of " + className + " can't be read: " + reason, cause);
		this.className = className;
		this.reason = reason;
	}

	String className() {
		return this.className;
	}

	String reason() {
		return this.reason;
	}

}
