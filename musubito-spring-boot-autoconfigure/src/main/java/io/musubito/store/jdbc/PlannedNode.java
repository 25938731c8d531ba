package io.musubito.store.jdbc;

/**
 * A node that is to be removed.
 *
 * @param id the row id
 * @param artifact the row id of its artifact, 0 without one
 * @param bytes what its inputs and explanations take
 * @param within whether it is computed again within another one that is removed
 */
record PlannedNode(long id, long artifact, long bytes, boolean within) {

}
