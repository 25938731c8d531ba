package io.musubito;

/**
 * A dependency.
 *
 * @param from the upstream node
 * @param to the downstream node
 * @param kind why the one depends on the other
 */
public record Edge(String from, String to, EdgeKind kind) {

}
