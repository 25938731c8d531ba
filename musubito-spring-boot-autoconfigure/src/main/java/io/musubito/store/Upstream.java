package io.musubito.store;

import io.musubito.EdgeKind;
import org.jspecify.annotations.Nullable;

/**
 * What a step consumed: the producer and the artifact that it had then.
 *
 * @param kind consumed as data, or called
 * @param producerNodeId the node that produced the artifact
 * @param artifactId the artifact that was consumed; {@code null} when it was an element
 * of the result, of which the producer may have others by now
 */
public record Upstream(EdgeKind kind, String producerNodeId, @Nullable String artifactId) {

}
