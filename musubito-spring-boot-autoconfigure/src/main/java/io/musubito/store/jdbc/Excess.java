package io.musubito.store.jdbc;

import java.util.function.Consumer;

import io.musubito.store.Removal;
import org.jspecify.annotations.Nullable;

/**
 * By how much a store is too large. To find that out may take as long as to read it all,
 * so that it is done again only when about half of it is gone.
 */
final class Excess implements Consumer<Removal> {

	/** Which part of the limit is made free, so that it is not exceeded again at once. */
	private static final int ROOM = 50;

	private final Readers readers;

	private final @Nullable Long limit;

	private long freed;

	private long enough;

	/** Without a limit there is none. */
	Excess(Readers readers, @Nullable Long limit) {
		this.readers = readers;
		this.limit = limit;
	}

	/**
	 * Up to which size it is removed when a store exceeds a limit.
	 */
	static long goal(long limit) {
		return limit - limit / ROOM;
	}

	/**
	 * Whether more must be removed.
	 */
	boolean isThere() {
		if (this.limit == null) {
			return false;
		}
		if (this.freed < this.enough) {
			return true;
		}
		long excess = this.readers.read(Session::usedBytesOfNamespace) - this.limit;
		this.freed = 0;
		this.enough = excess / 2;
		return excess > 0;
	}

	@Override
	public void accept(Removal removed) {
		this.freed += removed.bytes() + removed.nodes() * StoredNodes.ROW_BYTES;
	}

}
