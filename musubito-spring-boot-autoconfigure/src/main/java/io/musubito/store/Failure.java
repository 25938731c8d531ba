package io.musubito.store;

import java.util.List;

/**
 * An execution that ended with an exception.
 *
 * @param key the identity of the call
 * @param upstream what it consumed
 * @param journal its entry in the journal
 */
public record Failure(NodeKey key, List<Upstream> upstream, StepRecord journal) {

}
