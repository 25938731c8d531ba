package io.musubito.store;

import java.time.Duration;
import java.time.Instant;

import io.musubito.Explanation;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal.
 *
 * @param run the run that the step belongs to; {@code null} outside of any
 * @param sequence the position in the run, from 1; 0 outside of any
 * @param position the position that other runs of the pipeline are compared by, see
 * {@link io.musubito.lineage.LineageContext#nextPosition}; {@code null} outside of runs
 * @param operation the step
 * @param nodeId the node of the call
 * @param outcome how the call was answered
 * @param why why it executed; {@code null} when it did not
 * @param endedAt when the call was answered
 * @param duration how long the caller waited
 * @param saved the duration of the execution that a replay made unnecessary, else zero
 * @param spent what models used in this call, without the steps that it called: these
 * have entries of their own
 * @param savings what models used in the execution that a replay made unnecessary, the
 * steps that it called included
 * @param error the exception of a failure, shortened; {@code null} without one
 * @param instance the process that executed it, when that is another one than that of the
 * run; else {@code null}
 * @param notDispatchable why it was not handed over to another process, although the run
 * asked for that; {@code null} when it did not, or it was
 */
public record StepRecord(@Nullable RunStart run, int sequence, @Nullable String position, String operation,
		String nodeId, StepOutcome outcome, @Nullable Explanation why, Instant endedAt, Duration duration,
		Duration saved, Usage spent, Usage savings, @Nullable String error, @Nullable String instance,
		@Nullable String notDispatchable) {

	public StepRecord(@Nullable RunStart run, int sequence, @Nullable String position, String operation, String nodeId,
			StepOutcome outcome, @Nullable Explanation why, Instant endedAt, Duration duration, Duration saved,
			Usage spent, Usage savings, @Nullable String error) {
		this(run, sequence, position, operation, nodeId, outcome, why, endedAt, duration, saved, spent, savings, error,
				null, null);
	}

}
