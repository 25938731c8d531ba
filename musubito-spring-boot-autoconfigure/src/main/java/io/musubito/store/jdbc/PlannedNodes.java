package io.musubito.store.jdbc;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import io.musubito.Usage;
import io.musubito.store.Removal;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The nodes that are to be removed, in the order in which they may be.
 */
final class PlannedNodes {

	private static final String SELECT_COSTS = "SELECT id, " + RecomputeCost.COLUMNS + """
			FROM musubito_node
			WHERE namespace = :namespace
			ORDER BY id
			""";

	private final StoredNodes nodes;

	private final int count;

	private final BitSet removed;

	private final BitSet within;

	PlannedNodes(StoredNodes nodes, int count, BitSet removed, BitSet within) {
		this.nodes = nodes;
		this.count = count;
		this.removed = removed;
		this.within = within;
	}

	int count() {
		return this.count;
	}

	/**
	 * Some of them.
	 * @param from the place of the first one
	 * @param to the place after the last one
	 */
	List<PlannedNode> part(int from, int to) {
		return IntStream.range(from, to).mapToObj((place) -> this.nodes.planned(place, this.within)).toList();
	}

	/**
	 * Whether a node is none of them.
	 * @param id its row id
	 */
	boolean remains(long id) {
		int node = this.nodes.index(id);
		return node < 0 || !this.removed.get(node);
	}

	/**
	 * What they take together, and what it costs to compute them again.
	 */
	Removal removal(JdbcClient jdbc) {
		long bytes = IntStream.range(0, this.count)
			.mapToLong((place) -> this.nodes.planned(place, this.within).bytes())
			.sum();
		RemovalSum sum = new RemovalSum();
		sum.accept(new Removal(this.count, 0, 0, 0, bytes, Duration.ZERO, Usage.NONE));
		RowCallbackHandler add = (row) -> {
			int node = this.nodes.index(row.getLong("id"));
			if (node >= 0 && this.removed.get(node)) {
				sum.accept(RecomputeCost.read(row, this.within.get(node)));
			}
		};
		jdbc.sql(SELECT_COSTS).withFetchSize(StoredNodes.FETCHED).query(add);
		return sum.total();
	}

}
