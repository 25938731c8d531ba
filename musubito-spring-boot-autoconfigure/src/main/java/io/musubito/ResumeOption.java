package io.musubito;

/**
 * How a run is resumed, see {@link MusubitoRuns#resume}.
 */
public sealed interface ResumeOption {

	/**
	 * Executes a step, and everything downstream of it, even where a valid result is
	 * stored and even when the step gives the same result again. What is not downstream
	 * of it is replayed as usual.
	 * @param operation the step
	 * @return the option
	 */
	static ResumeOption from(String operation) {
		return new From(operation);
	}

	/**
	 * See {@link ResumeOption#from}.
	 *
	 * @param operation the step
	 */
	record From(String operation) implements ResumeOption {

	}

}
