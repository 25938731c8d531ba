package io.musubito.quota;

/**
 * A place within the limits of a model, for one request. It counts until the provider
 * can't count the request any more. Safe for use by many threads.
 */
public interface Place {

	/**
	 * A place where there is no limit.
	 */
	Place UNLIMITED = new Place() {
	};

	/**
	 * The request has reached the provider, while its answer goes on.
	 */
	default void arrived() {
	}

	/**
	 * The call has ended. Called once or several times, of which the first counts.
	 * @param tokens all tokens that it has read and written; 0 when that is not known
	 * @param outputTokens those that it has written
	 */
	default void ended(long tokens, long outputTokens) {
	}

	/**
	 * No request was sent. Does nothing once the call has ended.
	 */
	default void giveBack() {
	}

}
