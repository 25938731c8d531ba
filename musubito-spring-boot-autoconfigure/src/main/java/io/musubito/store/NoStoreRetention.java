package io.musubito.store;

import java.time.Instant;

/**
 * Has nothing to remove.
 */
final class NoStoreRetention implements StoreRetention {

	@Override
	public Removal foresee(RetentionRules rules, Instant now) {
		return Removal.NONE;
	}

	@Override
	public Removal apply(RetentionRules rules, Instant now) {
		return Removal.NONE;
	}

	@Override
	public int erase(String nodeId, Instant now) {
		throw new IllegalArgumentException("There is no node '" + nodeId + "' to erase");
	}

}
