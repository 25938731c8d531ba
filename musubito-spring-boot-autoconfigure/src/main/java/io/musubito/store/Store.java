package io.musubito.store;

/**
 * All that is remembered. Safe for use by any number of threads.
 */
public interface Store extends AutoCloseable {

	/**
	 * Opens the store, and creates it where there is none, unless it is open. Called when
	 * a step is declared, so that who has no steps needs no store. What is asked for
	 * before is read from a store that is there already; where there is none, nothing is
	 * found. What is written opens it too.
	 * @throws io.musubito.StoreException when it can't be used; it is left as it was, and
	 * may be opened later
	 */
	void open();

	/**
	 * Where it is.
	 * @return the place, without credentials
	 */
	String location();

	/**
	 * The part of it that is seen and changed here.
	 * @return the namespace, which may be empty
	 */
	String namespace();

	/**
	 * The nodes.
	 * @return what the path of one call needs
	 */
	NodeStore nodes();

	/**
	 * The effects.
	 * @return what became of them
	 */
	EffectStore effects();

	/**
	 * What is being executed.
	 * @return the claims of all processes
	 */
	ClaimStore claims();

	/**
	 * The calls that processes offer to others.
	 * @return the calls
	 * @throws IllegalStateException when nobody else could see them: the store is only
	 * read, or in the memory of this process
	 */
	default WorkStore work() {
		throw new IllegalStateException("Nobody else sees what is offered in the store '" + location() + "'");
	}

	/**
	 * The runs.
	 * @return runs and their journal
	 */
	RunStore runs();

	/**
	 * The definitions of steps.
	 * @return what the steps were made of at the last start
	 */
	DefinitionStore definitions();

	/**
	 * The code fingerprints.
	 * @return those of the last starts
	 */
	FingerprintStore fingerprints();

	/**
	 * The limits of providers.
	 * @return what all processes have used of them
	 */
	QuotaStore quotas();

	/**
	 * The graph.
	 * @return questions about it
	 */
	LineageQueries lineage();

	/**
	 * Earlier runs.
	 * @return what is read of them to foresee others
	 */
	RunHistory history();

	/**
	 * What removes from the store.
	 * @return retention and erasure
	 */
	StoreRetention retention();

	/**
	 * What carries the store to others.
	 * @return export and import
	 */
	StoreTransfer transfer();

	/**
	 * The processes that work with the store.
	 * @return this one, and whether others are alive
	 */
	StoreProcesses processes();

	/**
	 * How much is written asynchronously and not committed yet.
	 * @return the number of replays and ends of runs
	 */
	int pendingJournal();

	/**
	 * How much of what was written asynchronously was lost, and how often a row was met
	 * that is damaged.
	 * @return the number of replays, ends of runs and rows, growing
	 */
	long degraded();

	/**
	 * Verifies that what is stored can be read, by reading as little as possible and
	 * without waiting for what is being written. A store that nothing was read from or
	 * written to yet stays as it is: it is neither created nor opened for this.
	 * @throws io.musubito.StoreException when it can't be read
	 */
	void verifyReadable();

	/**
	 * Writes what is pending and closes the store. A store that is closed already stays
	 * so.
	 */
	@Override
	void close();

}
