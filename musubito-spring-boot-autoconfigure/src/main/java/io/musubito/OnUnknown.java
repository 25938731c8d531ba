package io.musubito;

/**
 * What an effect does when an earlier attempt left no trace of whether it happened.
 */
public enum OnUnknown {

	/**
	 * Refuse to run until somebody has said what happened.
	 */
	BLOCK,

	/**
	 * Run again. Only for receivers that discard duplicates by
	 * {@linkplain EffectContext#idempotencyKey() idempotency key}.
	 */
	RETRY

}
