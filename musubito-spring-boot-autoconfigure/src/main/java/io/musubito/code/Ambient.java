package io.musubito.code;

/**
 * What code may ask of the thread or the process around it, and what then counts by
 * value.
 */
public enum Ambient {

	/** Who asks: Spring Security's context. */
	PRINCIPAL,

	/** The locale of the request or of the process. */
	LOCALE,

	/** The time zone of the request or of the process. */
	TIME_ZONE

}
