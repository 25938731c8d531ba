package io.musubito.step;

import io.musubito.OnUnknown;
import io.musubito.identity.EffectKeys;

/**
 * What is true of a step as an effect.
 *
 * @param onUnknown what a call does when it is not known whether an earlier attempt
 * happened
 * @param transactional whether the transaction in which the method runs decides whether
 * it happened
 * @param keys makes the keys by which it is recognised
 */
public record EffectPolicy(OnUnknown onUnknown, boolean transactional, EffectKeys keys) {

}
