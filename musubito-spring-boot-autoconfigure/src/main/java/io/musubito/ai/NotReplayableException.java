package io.musubito.ai;

/**
 * Why a call can't be replayed: it is not known what all its answer depends on. Caught
 * where the call is made, so that it never reaches the application.
 */
final class NotReplayableException extends RuntimeException {

	private final String subject;

	private final boolean ofScope;

	/**
	 * Creates the exception.
	 * @param subject what is not known, the same for calls that are warned about once
	 * @param message what is not known, why, and what to do
	 */
	NotReplayableException(String subject, String message) {
		this(subject, message, false);
	}

	NotReplayableException(String subject, String message, boolean ofScope) {
		super(message, null, false, false);
		this.subject = subject;
		this.ofScope = ofScope;
	}

	/**
	 * One because of beans that belong to one caller.
	 * @param beans the beans and their scopes
	 */
	static NotReplayableException ofScope(String beans) {
		return new NotReplayableException("scope " + beans,
				"its code depends on " + beans + ", which may be another one in each call. Read what the answer "
						+ "depends on before the call, and pass it in the tool context or in the prompt",
				true);
	}

	/**
	 * The same of a part of a call.
	 * @param part what the part is
	 */
	NotReplayableException of(String part) {
		return new NotReplayableException(part + " " + this.subject, part + ": " + reason(), this.ofScope);
	}

	boolean isOfScope() {
		return this.ofScope;
	}

	String subject() {
		return this.subject;
	}

	String reason() {
		return String.valueOf(getMessage());
	}

}
