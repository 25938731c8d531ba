package io.musubito;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal of a run.
 *
 * @param sequence the position in the run, from 1
 * @param operation the step
 * @param nodeId the node of the call
 * @param outcome how the call was answered
 * @param cached whether the result came without an execution for this caller
 * @param reason why it executed; {@code null} when it did not
 * @param why the explanation to the reason; {@code null} when it did not execute
 * @param duration how long the caller waited
 * @param saved how long the execution took that a replay made unnecessary; zero otherwise
 * @param spent what models used in this call; the steps that it called have entries of
 * their own
 * @param savings what models used in the execution that a replay made unnecessary, the
 * steps that it called included
 * @param manual who gave the result by hand; {@code null} when nobody did
 */
public record StepView(int sequence, String operation, String nodeId, StepOutcome outcome, boolean cached,
		@Nullable Reason reason, @Nullable Explanation why, Duration duration, Duration saved, Spending spent,
		Spending savings, @Nullable ManualAnswer manual) {

	public StepView(int sequence, String operation, String nodeId, StepOutcome outcome, boolean cached,
			@Nullable Reason reason, @Nullable Explanation why, Duration duration, Duration saved, Spending spent,
			Spending savings) {
		this(sequence, operation, nodeId, outcome, cached, reason, why, duration, saved, spent, savings, null);
	}

}
