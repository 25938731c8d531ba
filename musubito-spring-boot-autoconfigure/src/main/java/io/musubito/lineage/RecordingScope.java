package io.musubito.lineage;

/**
 * What tells the calls of one recorded test from those of others.
 */
@FunctionalInterface
public interface RecordingScope {

	/**
	 * The name of the recording.
	 * @return the name, the same whenever the test runs
	 */
	String name();

}
