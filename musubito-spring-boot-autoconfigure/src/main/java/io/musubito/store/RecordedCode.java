package io.musubito.store;

import java.util.SortedMap;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;

/**
 * What a code fingerprint was made of.
 *
 * @param hash the fingerprint
 * @param level how much code counted
 * @param parts the hash of each method and class by its name
 * @param boundary what the parts reach and the fingerprint does not cover
 */
public record RecordedCode(String hash, CodeLevel level, SortedMap<String, String> parts, CodeBoundary boundary) {

}
