package io.musubito.execution;

import org.jspecify.annotations.Nullable;

/**
 * Says which part of a call is known only when it is made.
 */
final class UnforeseeableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnforeseeableException(String part, @Nullable Throwable cause) {
		super(part, cause);
	}

}
