package io.musubito.store;

import java.time.Instant;
import java.util.SortedMap;

import io.musubito.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * A step that an enclosing one called, directly or through others.
 *
 * @param operation the step
 * @param nodeId its node
 * @param status the state of its node
 * @param kept whether its artifact may be replayed
 * @param executedAt when its artifact was produced; {@code null} when it never succeeded
 * @param components what its replay key was made of, see {@link NodeKey#components()}
 */
public record CalledStep(String operation, String nodeId, NodeStatus status, boolean kept, @Nullable Instant executedAt,
		SortedMap<String, String> components) {

}
