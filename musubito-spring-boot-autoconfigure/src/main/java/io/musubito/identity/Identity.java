package io.musubito.identity;

import java.util.SortedMap;

/**
 * What makes a computation this computation.
 *
 * @param replayKey the hash of all that the result depends on: calls with the same one
 * have the same result
 * @param nodeId the hash of the replay key and of where its upstreams came from: the node
 * in the graph
 * @param components what the replay key is made of, each hashed by itself, to say later
 * what has changed: {@code scheme}, {@code version}, {@code code}, {@code resource …},
 * {@code property …}, {@code input.<name>}, {@code upstream}
 */
public record Identity(String replayKey, String nodeId, SortedMap<String, String> components) {

}
