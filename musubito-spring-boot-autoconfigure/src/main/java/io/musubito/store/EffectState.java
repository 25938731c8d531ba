package io.musubito.store;

/**
 * How far an effect has come.
 */
public enum EffectState {

	/**
	 * Its method may be running.
	 */
	STARTED,

	/**
	 * It happened.
	 */
	SUCCEEDED,

	/**
	 * The last attempt failed without having happened.
	 */
	NOT_HAPPENED,

	/**
	 * It is not known whether the last attempt happened.
	 */
	UNKNOWN,

	/**
	 * It was unknown, and was resolved by hand.
	 */
	RESOLVED

}
