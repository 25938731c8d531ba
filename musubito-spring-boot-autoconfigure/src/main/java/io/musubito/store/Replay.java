package io.musubito.store;

import java.util.List;

/**
 * An answer from the store.
 *
 * @param key the identity of the call
 * @param producerNodeId the node whose artifact was replayed
 * @param artifactId the artifact that was replayed
 * @param upstream what the call consumed
 * @param newLineage whether the call has no node yet and is to get one that points at the
 * producer
 * @param journal its entry in the journal
 */
public record Replay(NodeKey key, String producerNodeId, String artifactId, List<Upstream> upstream, boolean newLineage,
		StepRecord journal) {

}
