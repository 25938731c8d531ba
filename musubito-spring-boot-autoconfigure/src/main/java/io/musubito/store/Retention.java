package io.musubito.store;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the application keeps in its store. Safe for use by any number of threads.
 */
public final class Retention {

	private final StoreRetention store;

	private final RetentionRules rules;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param store the store
	 * @param rules the limits of the application
	 * @param clock the clock of the store
	 */
	public Retention(StoreRetention store, RetentionRules rules, Clock clock) {
		this.store = store;
		this.rules = rules;
		this.clock = clock;
	}

	/**
	 * Whether what is beyond the limits is to be removed by this application.
	 * @return {@code false} without limits, and when the store is only read
	 */
	boolean isScheduled() {
		return hasLimits() && !this.store.isReadOnly();
	}

	/**
	 * Whether the application has limits.
	 * @return whether something is removed
	 */
	public boolean hasLimits() {
		return !this.rules.isEmpty();
	}

	/**
	 * Removes what is beyond the limits.
	 * @param olderThan how long what is not used stays; {@code null} for the limit of the
	 * application
	 * @return what was removed
	 */
	public Removal apply(@Nullable Duration olderThan) {
		return this.store.apply(rules(olderThan), this.clock.instant());
	}

	/**
	 * What {@link #apply} would remove.
	 * @param olderThan as there
	 * @return what would go
	 */
	public Removal foresee(@Nullable Duration olderThan) {
		return this.store.foresee(rules(olderThan), this.clock.instant());
	}

	/**
	 * Erases a node and what was made of it.
	 * @param nodeId the id of the node
	 * @return how many nodes were erased
	 * @throws IllegalArgumentException when there is no such node
	 */
	public int erase(String nodeId) {
		return this.store.erase(nodeId, this.clock.instant());
	}

	private RetentionRules rules(@Nullable Duration olderThan) {
		return (olderThan != null) ? this.rules.withMaxAge(olderThan) : this.rules;
	}

}
