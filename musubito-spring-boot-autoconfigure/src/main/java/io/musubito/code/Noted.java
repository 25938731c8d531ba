package io.musubito.code;

import java.util.BitSet;

/**
 * Something that was found out from class files.
 *
 * @param <T> what it is
 * @param value what was found out
 * @param consulted the numbers of the class files that it depends on
 */
record Noted<T>(T value, BitSet consulted) {

}
