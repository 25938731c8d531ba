package io.musubito.ai;

/**
 * Why a call can't be replayed: it is not known what all its answer depends on. Caught
 * where the call is made, so that it never reaches the application.
 */
final class Obstacle extends RuntimeException {

	private final String subject;

	/**
	 * Creates an obstacle.
	 * @param subject what is in the way, the same for calls that need be told of once
	 * @param message what is in the way, why it is, and what to do
	 */
	Obstacle(String subject, String message) {
		super(message, null, false, false);
		this.subject = subject;
	}

	String subject() {
		return this.subject;
	}

	String reason() {
		return String.valueOf(getMessage());
	}

}
