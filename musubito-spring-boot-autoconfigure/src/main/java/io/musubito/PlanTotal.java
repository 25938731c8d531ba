package io.musubito;

import java.time.Duration;

/**
 * The steps of a {@link RunPlan} that have one outcome, as they were last time.
 *
 * @param steps how many there are
 * @param duration how long their executions took, one after the other; a step that
 * another one of them called counts within that one
 * @param spent what models used in them
 */
public record PlanTotal(int steps, Duration duration, Spending spent) {

}
