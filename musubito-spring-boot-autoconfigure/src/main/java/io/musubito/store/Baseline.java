package io.musubito.store;

import java.util.Set;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * An earlier node of an operation, to compare a new one with.
 *
 * @param nodeId its id
 * @param components what its replay key was made of, see {@link NodeKey#components()}
 * @param inputs its canonical inputs as JSON; {@code null} when they were not kept
 * @param upstream the ids of the producers whose results it consumed
 */
public record Baseline(String nodeId, SortedMap<String, String> components, @Nullable String inputs,
		Set<String> upstream) {

}
