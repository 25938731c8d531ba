package io.musubito.store;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is removed from a store. Each limit holds by itself.
 *
 * @param maxAge how long results, runs and journal entries stay that are not used;
 * {@code null} for ever
 * @param maxBytes how large the store may be; {@code null} for any size
 * @param keepRuns how many runs of each pipeline stay; {@code null} for all
 * @param effects how long effects stay at least, whatever the other limits are
 */
public record RetentionRules(@Nullable Duration maxAge, @Nullable Long maxBytes, @Nullable Integer keepRuns,
		Duration effects) {

	/**
	 * Whether nothing is ever removed.
	 * @return whether there is no limit
	 */
	public boolean isEmpty() {
		return this.maxAge == null && this.maxBytes == null && this.keepRuns == null;
	}

	/**
	 * The same with another age.
	 * @param age how long what is not used stays
	 * @return the rules
	 */
	public RetentionRules withMaxAge(Duration age) {
		return new RetentionRules(age, this.maxBytes, this.keepRuns, this.effects);
	}

}
