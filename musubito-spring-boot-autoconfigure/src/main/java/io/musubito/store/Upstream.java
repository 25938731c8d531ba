package io.musubito.store;

import io.musubito.EdgeKind;

/**
 * What a step consumed: the producer and the artifact that it had then.
 *
 * @param kind consumed as data, or called
 * @param producerNodeId the node that produced the artifact
 * @param artifactId the artifact that was consumed
 */
public record Upstream(EdgeKind kind, String producerNodeId, String artifactId) {

}
