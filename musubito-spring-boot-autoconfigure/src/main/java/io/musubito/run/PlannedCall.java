package io.musubito.run;

import io.musubito.Explanation;
import io.musubito.PlannedOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is planned.
 *
 * @param operation the step
 * @param nodeId the node of the call in the run that was followed
 * @param outcome what it will do
 * @param why why it is no replay; {@code null} when it is one
 * @param inner whether it is called by another one of the plan
 * @param callsListed whether the calls that it makes are in the plan
 */
record PlannedCall(String operation, String nodeId, PlannedOutcome outcome, @Nullable Explanation why, boolean inner,
		boolean callsListed) {

}
