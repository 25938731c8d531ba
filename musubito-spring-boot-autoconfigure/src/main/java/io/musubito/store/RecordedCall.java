package io.musubito.store;

import io.musubito.NodeStatus;
import io.musubito.StepOutcome;
import io.musubito.StepType;

/**
 * A call in the journal of a run or of a child run of it.
 *
 * @param position its position, with those of the child runs around it
 * @param operation the step
 * @param nodeId its node
 * @param replayKey the computation
 * @param type the type of the step
 * @param outcome how it was answered
 * @param status the state of the node
 */
public record RecordedCall(String position, String operation, String nodeId, String replayKey, StepType type,
		StepOutcome outcome, NodeStatus status) {

}
