package io.musubito.lineage;

import io.musubito.StepOutcome;

/**
 * Where the result of a step call came from.
 *
 * @param operation the step
 * @param nodeId the node of the call
 * @param producerNodeId the node whose execution produced the artifact
 * @param artifactId the artifact
 * @param outcome how the call was answered
 */
public record Origin(String operation, String nodeId, String producerNodeId, String artifactId, StepOutcome outcome) {

}
