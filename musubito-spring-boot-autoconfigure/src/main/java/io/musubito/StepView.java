package io.musubito;

import java.time.Duration;
import java.time.Instant;

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
 * @param endedAt when the call was answered, by the clock of its process; {@code null}
 * for a step that is not of a journal
 * @param position which call of which step in the run, {@code draft[1]} for example;
 * {@code null} when that is not known
 * @param type the type of the step when it was recorded; {@code null} when its node is
 * gone
 * @param error the exception of a failed attempt, shortened; {@code null} without one
 * @param instance the process that executed it, when another one has than that of the
 * run; else {@code null}
 * @param notDispatchable why it was not handed over to another process, although the
 * fan-out is distributed: the end of a sentence; {@code null} when it is not, or it was
 */
public record StepView(int sequence, String operation, String nodeId, StepOutcome outcome, boolean cached,
		@Nullable Reason reason, @Nullable Explanation why, Duration duration, Duration saved, Spending spent,
		Spending savings, @Nullable ManualAnswer manual, @Nullable Instant endedAt, @Nullable String position,
		@Nullable StepType type, @Nullable String error, @Nullable String instance, @Nullable String notDispatchable) {

	/**
	 * Of a step that was executed where it was called.
	 * @param sequence the position in the run, from 1
	 * @param operation the step
	 * @param nodeId the node of the call
	 * @param outcome how the call was answered
	 * @param cached whether the result came without an execution for this caller
	 * @param reason why it executed; {@code null} when it did not
	 * @param why the explanation to the reason; {@code null} when it did not execute
	 * @param duration how long the caller waited
	 * @param saved how long the execution took that a replay made unnecessary; zero
	 * otherwise
	 * @param spent what models used in this call; the steps that it called have entries
	 * of their own
	 * @param savings what models used in the execution that a replay made unnecessary,
	 * the steps that it called included
	 * @param manual who gave the result by hand; {@code null} when nobody did
	 * @param endedAt when the call was answered, by the clock of its process; {@code
	 * null} for a step that is not of a journal
	 * @param position which call of which step in the run, {@code draft[1]} for example;
	 * {@code null} when that is not known
	 * @param type the type of the step when it was recorded; {@code null} when its node
	 * is gone
	 * @param error the exception of a failed attempt, shortened; {@code null} without one
	 */
	public StepView(int sequence, String operation, String nodeId, StepOutcome outcome, boolean cached,
			@Nullable Reason reason, @Nullable Explanation why, Duration duration, Duration saved, Spending spent,
			Spending savings, @Nullable ManualAnswer manual, @Nullable Instant endedAt, @Nullable String position,
			@Nullable StepType type, @Nullable String error) {
		this(sequence, operation, nodeId, outcome, cached, reason, why, duration, saved, spent, savings, manual,
				endedAt, position, type, error, null, null);
	}

	/**
	 * Without what only a journal says.
	 * @param sequence the position in the run, from 1
	 * @param operation the step
	 * @param nodeId the node of the call
	 * @param outcome how the call was answered
	 * @param cached whether the result came without an execution for this caller
	 * @param reason why it executed; {@code null} when it did not
	 * @param why the explanation to the reason; {@code null} when it did not execute
	 * @param duration how long the caller waited
	 * @param saved how long the execution took that a replay made unnecessary; zero
	 * otherwise
	 * @param spent what models used in this call; the steps that it called have entries
	 * of their own
	 * @param savings what models used in the execution that a replay made unnecessary,
	 * the steps that it called included
	 */
	public StepView(int sequence, String operation, String nodeId, StepOutcome outcome, boolean cached,
			@Nullable Reason reason, @Nullable Explanation why, Duration duration, Duration saved, Spending spent,
			Spending savings) {
		this(sequence, operation, nodeId, outcome, cached, reason, why, duration, saved, spent, savings, null, null,
				null, null, null, null, null);
	}

}
