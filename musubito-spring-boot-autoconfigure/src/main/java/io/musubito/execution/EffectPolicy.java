package io.musubito.execution;

import io.musubito.OnUnknown;

/**
 * What is true of a step as an effect.
 *
 * @param onUnknown what a call does when it is not known whether an earlier attempt
 * happened
 * @param transactional whether the transaction in which the method runs decides whether
 * it happened
 * @param namedInputs whether the names of its inputs are part of its identity
 */
public record EffectPolicy(OnUnknown onUnknown, boolean transactional, boolean namedInputs) {

}
