package io.musubito;

/**
 * How calls of steps are answered. Set for the application by {@code musubito.mode} and
 * for a block by {@link Musubito#withMode}.
 */
public enum ReplayMode {

	/**
	 * Replay what is stored and still valid, execute and record the rest.
	 */
	REPLAY,

	/**
	 * Execute every step and record what it returns, whatever is stored. Within one run,
	 * calls with the same inputs share one execution.
	 */
	REFRESH,

	/**
	 * Replay only: a step that would have to execute throws {@link ReplayMissException}
	 * instead.
	 */
	REPLAY_ONLY,

	/**
	 * Behave as if Musubito were absent: execute, record nothing, keep no lineage.
	 */
	OFF

}
