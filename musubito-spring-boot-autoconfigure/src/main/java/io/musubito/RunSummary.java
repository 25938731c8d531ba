package io.musubito;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One of two runs that are compared, with the sums over its steps and those of its child
 * runs.
 *
 * @param runId the id of the run
 * @param pipeline the name of the pipeline, or method and path of the web request
 * @param status how it ended
 * @param duration how long it took; {@code null} when it has not ended, or when that is
 * not known
 * @param executed how many of its steps executed, those that failed included
 * @param replayed how many were answered without
 * @param spent what models used in it
 * @param savings what models used in the executions that replays made unnecessary
 */
public record RunSummary(String runId, String pipeline, RunStatus status, @Nullable Duration duration, int executed,
		int replayed, Spending spent, Spending savings) {

}
