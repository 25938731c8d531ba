package io.musubito.store.jdbc;

/**
 * What was written last: what has a greater number was written since.
 *
 * @param entry the row id of the newest journal entry
 * @param replay that of the newest replay outside of runs
 */
record NewestRows(long entry, long replay) {

}
