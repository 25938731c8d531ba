package io.musubito.store.jdbc;

/**
 * An artifact, without its payload.
 *
 * @param id the row id
 * @param artifactId the hash
 * @param bytes what the payload takes as it is stored
 * @param usedOn the last day on which it was used
 */
record StoredArtifact(long id, String artifactId, long bytes, long usedOn) {

}
