package io.musubito;

/**
 * How one call of a step was answered.
 */
public enum StepOutcome {

	/**
	 * The method ran and its result was recorded.
	 */
	EXECUTED,

	/**
	 * A stored result was returned.
	 */
	REPLAYED,

	/**
	 * Another caller was executing the same computation; its result was returned.
	 */
	JOINED,

	/**
	 * The method failed and an expired result was returned in its place, as
	 * {@link MusubitoStep#staleIfError()} allows.
	 */
	SERVED_STALE,

	/**
	 * The method threw an exception, which the caller got.
	 */
	FAILED,

	/**
	 * The method was not run, because it is not known whether an earlier attempt took
	 * effect.
	 */
	BLOCKED,

	/**
	 * The method was not run: somebody had given the result by hand for this run, see
	 * {@link ResumeOption#override(String, Object)}.
	 */
	MANUAL;

	/**
	 * Whether the caller got a result without the method having run for it.
	 * @return {@code true} for {@link #REPLAYED} and {@link #JOINED}
	 */
	public boolean isCached() {
		return this == REPLAYED || this == JOINED;
	}

}
