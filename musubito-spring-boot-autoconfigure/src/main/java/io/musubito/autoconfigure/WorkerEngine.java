package io.musubito.autoconfigure;

/**
 * What carries steps to other processes.
 */
enum WorkerEngine {

	/**
	 * Nothing does.
	 */
	NONE,

	/**
	 * The library db-scheduler, with a table in the store.
	 */
	DB_SCHEDULER

}
