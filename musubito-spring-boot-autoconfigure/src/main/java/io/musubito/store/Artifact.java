package io.musubito.store;

/**
 * The stored output of a node. Two artifacts with one id are equal.
 *
 * @param artifactId SHA-256 of the payload, lower-case hex
 * @param payload the JSON text in UTF-8; shared, not to be changed
 */
public record Artifact(String artifactId, byte[] payload) {

}
