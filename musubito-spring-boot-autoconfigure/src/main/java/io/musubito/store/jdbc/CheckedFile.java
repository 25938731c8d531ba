package io.musubito.store.jdbc;

import java.util.BitSet;
import java.util.Map;

/**
 * What is known of a file that was verified.
 *
 * @param end its last line
 * @param nodes its nodes by their ids
 * @param entries the numbers of its journal entries
 * @param last the last number of an execution or entry
 * @param erasedElsewhere how many of its nodes were erased there, and were not here
 */
record CheckedFile(String end, Map<String, FileNode> nodes, BitSet entries, int last, long erasedElsewhere) {

}
