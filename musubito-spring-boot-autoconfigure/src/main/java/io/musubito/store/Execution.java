package io.musubito.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An execution that succeeded.
 *
 * @param key the identity of the call
 * @param artifact what it returned
 * @param kept whether the artifact may be replayed
 * @param executedAt when it ended
 * @param duration how long it took
 * @param upstream what it consumed and called
 * @param journal its entry in the journal
 */
public record Execution(NodeKey key, Artifact artifact, boolean kept, Instant executedAt, Duration duration,
		List<Upstream> upstream, StepRecord journal) {

}
