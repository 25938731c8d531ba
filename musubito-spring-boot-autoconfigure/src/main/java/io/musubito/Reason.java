package io.musubito;

/**
 * Why a step had to execute. Where several hold, the reason is the first in the order of
 * this enum; all of them are among {@link Explanation#changes()}.
 */
public enum Reason {

	/** The store could not be read. */
	STORE_UNAVAILABLE,
	/** The step, or this result of it, is not kept for replay. */
	REPLAY_DISABLED,
	/**
	 * It was asked for: {@code REFRESH}, {@code forceReexecution} or resuming from it.
	 */
	FORCED,
	/** It was invalidated, or something upstream has another result now. */
	STALE,
	/** The stored result is dated in the future: the clock was set back. */
	CLOCK_SKEW,
	/** The TTL of the stored result, or of a step that it called, has ended. */
	EXPIRED,
	/** The stored result has no payload. */
	ARTIFACT_MISSING,
	/**
	 * The payload does not match its hash, can't be decrypted, or can't be read as the
	 * step's type; or what is recorded of the step, or of one that it called, is damaged.
	 */
	ARTIFACT_CORRUPT,
	/** The last attempt failed. */
	PREVIOUS_FAILED,
	/** The code of the step, or code that it reaches, is another one. */
	CODE_CHANGED,
	/**
	 * {@link MusubitoStep#version()} is another one, or this release of Musubito tells
	 * computations apart in another way: then the change is the {@code identity scheme}.
	 */
	VERSION_CHANGED,
	/** The content of a resource or the value of a property is another one. */
	CONFIGURATION_CHANGED,
	/** A result that the step consumes is another one. */
	UPSTREAM_CHANGED,
	/** An argument is another one. */
	INPUT_CHANGED,
	/** Nothing comparable was recorded before. */
	FIRST_EXECUTION,
	/** It did not: somebody gave the result by hand. */
	MANUAL

}
