package io.musubito.execution;

import io.musubito.Explanation;
import io.musubito.PlannedOutcome;
import org.jspecify.annotations.Nullable;

/**
 * How a recorded call would be answered now, if it were called as it was.
 *
 * @param outcome the answer; {@link PlannedOutcome#MAY_RUN} when it can't be told
 * @param why why it is no replay; {@code null} when it is one
 * @param changed whether the step is made of something else than it was
 * @param replayKey its replay key today; empty when that can't be told
 * @param producerNodeId whose result a replay has; {@code null} when it is none
 * @param artifactId the result of a replay; {@code null} when it is none
 */
public record Forecast(PlannedOutcome outcome, @Nullable Explanation why, boolean changed, String replayKey,
		@Nullable String producerNodeId, @Nullable String artifactId) {

}
