package io.musubito;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link RunPlan}.
 *
 * @param operation the step
 * @param nodeId the node of the call in the run that the plan is made from
 * @param outcome what it will do
 * @param why why it is no replay; {@code null} when it is one
 * @param duration how long its last execution took, that of the steps that it called
 * included; zero when it never succeeded
 * @param spent what models used in that execution; steps that it called and that are in
 * the plan have entries of their own
 */
public record PlannedStep(String operation, String nodeId, PlannedOutcome outcome, @Nullable Explanation why,
		Duration duration, Spending spent) {

}
