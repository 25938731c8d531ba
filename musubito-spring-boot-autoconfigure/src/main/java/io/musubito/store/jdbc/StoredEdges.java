package io.musubito.store.jdbc;

import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;

/**
 * What depends on what, while it is read.
 */
final class StoredEdges {

	private final LongToIntFunction index;

	private final IntStream.Builder from = IntStream.builder();

	private final IntStream.Builder to = IntStream.builder();

	private final IntStream.Builder called = IntStream.builder();

	private final IntStream.Builder callers = IntStream.builder();

	private int node;

	/**
	 * Begins to read.
	 * @param index the index of a node by its row id, something negative when there is
	 * none
	 */
	StoredEdges(LongToIntFunction index) {
		this.index = index;
	}

	/**
	 * Adds the producer of the next node.
	 */
	void addProducer(long producer) {
		add(this.index.applyAsInt(producer), this.node++);
	}

	/**
	 * Adds an edge, unless one of both nodes is not there.
	 */
	void add(long upstream, long downstream, boolean call) {
		int used = this.index.applyAsInt(upstream);
		int user = this.index.applyAsInt(downstream);
		add(used, user);
		if (call && used >= 0 && user >= 0) {
			this.called.add(used);
			this.callers.add(user);
		}
	}

	private void add(int upstream, int downstream) {
		if (upstream >= 0 && downstream >= 0) {
			this.from.add(downstream);
			this.to.add(upstream);
		}
	}

	int[] called() {
		return this.called.build().toArray();
	}

	int[] callers() {
		return this.callers.build().toArray();
	}

	/**
	 * What each of the nodes depends on.
	 */
	Links upstream(int nodes) {
		return new Links(nodes, this.from.build().toArray(), this.to.build().toArray());
	}

}
