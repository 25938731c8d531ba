package io.musubito;

/**
 * What a step promises about its result, and thereby when a stored result may stand in
 * for a new execution. A type says nothing of what a result is worth: which results of it
 * are kept is said by {@link MusubitoStep#unless()} and, for all that asks models, by
 * {@code musubito.ai.keep-only-finish-reasons}.
 */
public enum StepType {

	/**
	 * Equal inputs give an equal result: code that computes, reads or formats. The
	 * default of {@link MusubitoStep#type()}. Replayed until something that it depends on
	 * changes, or until its {@linkplain MusubitoStep#ttl() TTL} ends when it has one:
	 * {@code musubito.defaults.deterministic.ttl}, without bound when nothing is set.
	 */
	DETERMINISTIC,

	/**
	 * Equal inputs may give another result each time, as a model call does. Replayed like
	 * {@link #DETERMINISTIC}, without bound unless it has a TTL, which is how long one
	 * sample is good for: {@code musubito.defaults.stochastic.ttl}. What is more, the
	 * properties under {@code spring.ai} that name a model, its options or the content
	 * that it is given are part of its identity
	 * ({@code musubito.fingerprint.properties}): with another model or temperature in the
	 * configuration it executes again.
	 */
	STOCHASTIC,

	/**
	 * Changes the world outside: sends a mail, charges a card. It is performed once for
	 * its {@linkplain EffectKey key}; neither other code nor configuration, no expiry, no
	 * invalidation and no change upstream performs it again. When it is not known whether
	 * it happened, calls are refused with {@link EffectInDoubtException} until somebody
	 * has said so.
	 * <p>
	 * It has no TTL, no {@code unless}, no {@code staleIfError}, no resources and no
	 * properties, and {@code replay = false} is refused: each of them would perform it
	 * again, or hide that it failed.
	 */
	EXTERNAL_EFFECT

}
