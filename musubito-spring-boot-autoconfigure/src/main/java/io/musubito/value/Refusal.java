package io.musubito.value;

import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way up: each level puts its own segment in front of the path, so that
 * a walk without refusal pays nothing for paths.
 */
final class Refusal extends RuntimeException {

	private final StringBuilder path = new StringBuilder();

	private final Class<?> type;

	private final String reason;

	Refusal(Class<?> type, String reason) {
		this(type, reason, null);
	}

	Refusal(Class<?> type, String reason, @Nullable Throwable cause) {
		super(reason, cause, false, false);
		this.type = type;
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

	Refusal within(String segment) {
		this.path.insert(0, segment);
		return this;
	}

	UnhashableValueException toException() {
		return new UnhashableValueException("$" + this.path, this.type.getTypeName(), this.reason, getCause());
	}

}
