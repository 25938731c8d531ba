package io.musubito.recording;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a test method has asked for, in all of its invocations.
 */
final class TestOutcome {

	final SortedSet<String> used = new TreeSet<>();

	boolean passed = true;

}
