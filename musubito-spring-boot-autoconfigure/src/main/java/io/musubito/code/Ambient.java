package io.musubito.code;

/**
 * What code may ask of the thread or the process around it, and what then counts by
 * value.
 */
public enum Ambient {

	/** Who asks: Spring Security's context. */
	PRINCIPAL,

	/** The locale of the request, else of the process: Spring's holder of it. */
	LOCALE,

	/** The time zone of the request, else of the process: Spring's holder of it. */
	TIME_ZONE,

	/** The locale of the process, which the JDK formats with. */
	DEFAULT_LOCALE,

	/** The time zone of the process. */
	DEFAULT_TIME_ZONE;

	/**
	 * Whether it is the same for all calls of the process.
	 * @return whether it does not depend on who calls
	 */
	public boolean isOfProcess() {
		return this == DEFAULT_LOCALE || this == DEFAULT_TIME_ZONE;
	}

}
