package io.musubito.execution;

import io.musubito.store.Claim;

/**
 * A call that can't begin yet, as somebody else executes the same computation.
 *
 * @param claim who does
 */
record Occupied(Claim claim) implements Beginning {

}
