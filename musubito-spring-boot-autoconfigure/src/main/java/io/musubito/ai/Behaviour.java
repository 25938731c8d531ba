package io.musubito.ai;

import java.util.SortedMap;

/**
 * What an object of the application does when a library calls it, as far as that can be
 * told.
 *
 * @param code hashes of the code, by the name of the class
 * @param state hashes of what the object holds, by the path to it; of beans what their
 * code reads
 */
record Behaviour(SortedMap<String, String> code, SortedMap<String, String> state) {

}
