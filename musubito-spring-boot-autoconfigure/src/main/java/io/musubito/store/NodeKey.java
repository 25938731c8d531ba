package io.musubito.store;

import java.util.SortedMap;

import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a call, as it is kept with the node.
 *
 * @param nodeId the id of the node
 * @param replayKey the key under which other lineages find it
 * @param operation the step
 * @param type the type of the step
 * @param components what the replay key was made of, each with the hash of its value:
 * {@code scheme}, {@code version}, {@code code}, {@code resource …}, {@code property …},
 * {@code input.…}, {@code upstream …}
 * @param inputs the canonical inputs as JSON; {@code null} when only hashes are kept
 */
public record NodeKey(String nodeId, String replayKey, String operation, StepType type,
		SortedMap<String, String> components, @Nullable String inputs) {

}
