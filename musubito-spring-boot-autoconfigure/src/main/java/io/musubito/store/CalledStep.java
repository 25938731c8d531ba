package io.musubito.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
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

	/**
	 * A step of which it is known only that it was called: what is recorded of it is
	 * damaged.
	 * @param operation the step; {@code null} when that is not known either
	 * @param nodeId its node; {@code null} when that is not known either
	 * @return the step
	 */
	public static CalledStep unreadable(@Nullable String operation, @Nullable String nodeId) {
		return new CalledStep(Objects.requireNonNullElse(operation, "unknown"), Objects.requireNonNullElse(nodeId, ""),
				NodeStatus.STALE, false, null, Collections.emptySortedMap());
	}

	/**
	 * Whether it is known what the step was.
	 * @return {@code false} when that is damaged
	 */
	public boolean isReadable() {
		return !this.components.isEmpty();
	}

}
