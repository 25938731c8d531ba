package io.musubito.store;

/**
 * An attempt whose intent is in the store.
 *
 * @param effectKey the effect
 * @param number which attempt it is, from 1
 * @param idempotencyKey what receivers recognise it by
 */
public record EffectAttempt(String effectKey, int number, String idempotencyKey) {

}
