package io.musubito.execution;

import io.musubito.lineage.Origin;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call of a step.
 *
 * @param value the value, an object of the caller's own
 * @param origin where it came from; {@code null} in mode {@code OFF}
 */
public record StepResult(@Nullable Object value, @Nullable Origin origin) {

}
