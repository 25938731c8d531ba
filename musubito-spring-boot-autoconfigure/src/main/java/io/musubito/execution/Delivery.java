package io.musubito.execution;

import org.jspecify.annotations.Nullable;

/**
 * An answer for one caller.
 *
 * @param answer what all callers share
 * @param value the value, an object of this caller's own
 */
record Delivery(Answer answer, @Nullable Object value) implements Beginning {

}
