package io.musubito.actuate;

import io.musubito.store.Store;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether the store can be read: {@code UP} or {@code DOWN}, never
 * {@code OUT_OF_SERVICE}. Without a store steps still run, so nothing is taken out of
 * service on purpose, but each of them is paid for again, and effects are refused.
 *
 * <p>
 * One row is read, without waiting for what is being written. A store that no step needed
 * yet is {@code UP} and stays unopened.
 */
public final class StoreHealthIndicator extends AbstractHealthIndicator {

	private final Store store;

	private final EngineState state;

	/**
	 * Creates the indicator.
	 * @param store the store
	 * @param state what is told of it
	 */
	public StoreHealthIndicator(Store store, EngineState state) {
		super("The Musubito store can't be read");
		this.store = store;
		this.state = state;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.withDetails(this.state.details());
		this.store.verifyReadable();
		builder.up();
	}

}
