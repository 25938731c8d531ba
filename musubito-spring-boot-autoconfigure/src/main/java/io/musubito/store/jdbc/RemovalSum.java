package io.musubito.store.jdbc;

import java.util.function.Consumer;

import io.musubito.store.Removal;

/**
 * What was removed so far.
 */
final class RemovalSum implements Consumer<Removal> {

	private Removal total = Removal.NONE;

	@Override
	public void accept(Removal removal) {
		this.total = this.total.plus(removal);
	}

	Removal total() {
		return this.total;
	}

}
