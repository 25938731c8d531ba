package io.musubito.quota;

/**
 * What a provider allows of a model. Where it sets no limit, the number is {@link #NONE}.
 *
 * @param requests the requests of a minute
 * @param tokens the tokens of a minute, read and written
 * @param concurrent the calls at the same time
 */
public record Limit(long requests, long tokens, long concurrent) {

	/**
	 * No limit.
	 */
	public static final long NONE = Long.MAX_VALUE;

	/**
	 * Says what the limits are, for people.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		append(text, this.requests, " requests a minute");
		append(text, this.tokens, " tokens a minute");
		append(text, this.concurrent, " calls at the same time");
		return text.toString();
	}

	private static void append(StringBuilder text, long number, String unit) {
		if (number != NONE) {
			text.append(text.isEmpty() ? "" : ", ").append(number).append(unit);
		}
	}

}
