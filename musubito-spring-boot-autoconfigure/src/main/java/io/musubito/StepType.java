package io.musubito;

/**
 * What a step promises about its result, and thereby when a stored result may stand in
 * for a new execution.
 */
public enum StepType {

	/**
	 * Equal inputs give an equal result. Replayed until something that it depends on
	 * changes.
	 */
	DETERMINISTIC,

	/**
	 * Equal inputs may give another result each time, as a model call does. Replayed like
	 * {@link #DETERMINISTIC}; a TTL is how long one sample is good for.
	 */
	STOCHASTIC,

	/**
	 * Changes the world outside: sends a mail, charges a card. It is performed once for
	 * its {@linkplain EffectKey key}; neither other code nor configuration, no expiry, no
	 * invalidation and no change upstream performs it again. When it is not known whether
	 * it happened, calls are refused with {@link EffectInDoubtException} until somebody
	 * has said so.
	 */
	EXTERNAL_EFFECT

}
