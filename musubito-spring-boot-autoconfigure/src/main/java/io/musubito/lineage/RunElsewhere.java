package io.musubito.lineage;

import java.time.Instant;

import io.musubito.RunKind;

/**
 * A run of another process, for which a call is executed here.
 *
 * @param runId its id
 * @param name its pipeline, or method and path of the web request
 * @param kind what began it
 * @param startedAt when it started
 * @param owner the process that it runs in
 * @param sequence the position in its journal that was kept for the call
 * @param instance the process that executes the call
 */
public record RunElsewhere(String runId, String name, RunKind kind, Instant startedAt, String owner, int sequence,
		String instance) {

	/**
	 * The run as the surroundings of the call. Its journal goes on in the other process.
	 * @return the run
	 */
	public RunScope scope() {
		return RunScope.elsewhere(this);
	}

}
