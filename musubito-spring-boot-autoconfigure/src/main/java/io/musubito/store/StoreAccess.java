package io.musubito.store;

import java.util.Locale;

/**
 * What an application does with its store.
 */
public enum StoreAccess {

	/**
	 * Replay what is stored, execute and record the rest.
	 */
	READ_WRITE,

	/**
	 * Replay what is stored, execute the rest, and write nothing. An effect whose outcome
	 * is not stored is refused.
	 */
	READ_ONLY,

	/**
	 * Execute every step and record what it returns, whatever is stored. What is known of
	 * effects is read all the same, so that none is performed twice.
	 */
	WRITE_ONLY;

	/** The property that says it. */
	public static final String PROPERTY = "musubito.store.access";

	/**
	 * How it is written in properties.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
