package io.musubito.store.jdbc;

import io.musubito.store.Claimed;

/**
 * How a claim ended.
 *
 * @param claimed who has it
 * @param fence how often it was taken over, from 1: what an owner records of whom it was
 * taken over is refused by it
 */
record FencedClaim(Claimed claimed, long fence) {

}
