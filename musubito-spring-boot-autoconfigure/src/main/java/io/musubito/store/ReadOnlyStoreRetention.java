package io.musubito.store;

import java.time.Instant;

/**
 * Tells what limits would remove, and removes nothing.
 */
final class ReadOnlyStoreRetention implements StoreRetention {

	private final StoreRetention retention;

	private final String location;

	ReadOnlyStoreRetention(StoreRetention retention, String location) {
		this.retention = retention;
		this.location = location;
	}

	@Override
	public boolean isReadOnly() {
		return true;
	}

	@Override
	public Removal foresee(RetentionRules rules, Instant now) {
		return this.retention.foresee(rules, now);
	}

	@Override
	public Removal apply(RetentionRules rules, Instant now) {
		throw new ReadOnlyStoreException(this.location, "nothing is removed");
	}

	@Override
	public int erase(String nodeId, Instant now) {
		throw new ReadOnlyStoreException(this.location, "node '" + nodeId + "' is not erased");
	}

}
