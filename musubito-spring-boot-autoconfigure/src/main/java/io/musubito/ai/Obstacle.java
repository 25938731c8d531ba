package io.musubito.ai;

/**
 * Why a call can't be replayed: it is not known what all its answer depends on. Caught
 * where the call is made, so that it never reaches the application.
 */
final class Obstacle extends RuntimeException {

	private final String subject;

	private final boolean ofScope;

	/**
	 * Creates an obstacle.
	 * @param subject what is in the way, the same for calls that need be told of once
	 * @param message what is in the way, why it is, and what to do
	 */
	Obstacle(String subject, String message) {
		this(subject, message, false);
	}

	Obstacle(String subject, String message, boolean ofScope) {
		super(message, null, false, false);
		this.subject = subject;
		this.ofScope = ofScope;
	}

	/**
	 * An obstacle that is somebody's own.
	 * @param beans the beans and their scopes
	 */
	static Obstacle ofScope(String beans) {
		return new Obstacle("scope " + beans,
				"its code depends on " + beans + ", which may be another one in each call. Read what the answer "
						+ "depends on before the call, and pass it in the tool context or in the prompt",
				true);
	}

	/**
	 * The same of a part of a call.
	 * @param part what the part is
	 */
	Obstacle of(String part) {
		return new Obstacle(part + " " + this.subject, part + ": " + reason(), this.ofScope);
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
