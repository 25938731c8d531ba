package io.musubito.store.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.musubito.Usage;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All nodes of a store with what they depend on, to find those that may be removed.
 */
final class StoredNodes {

	/** What a node takes beside its inputs and explanations, its indexes included. */
	private static final long ROW_BYTES = 1_000;

	private static final String SELECT = """
			SELECT n.id, n.producer, n.artifact, n.used_on,
				CASE WHEN NOT """ + KeptNodes.STAYS + """
				AND n.node_id NOT IN (
					SELECT s.node_id
					FROM musubito_run r JOIN musubito_step_record s ON s.namespace = r.namespace AND s.run = r.id
					WHERE r.namespace = :namespace
						AND r.status NOT IN ('SUCCESS', 'FAILED', 'ABANDONED')) THEN 0 ELSE 1 END AS stays,
				coalesce(octet_length(d.components), 0) + coalesce(octet_length(d.why), 0)
					+ coalesce(octet_length(d.inputs), 0) AS bytes
			FROM musubito_node n LEFT JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
			WHERE n.namespace = :namespace
			ORDER BY n.id
			""";

	private static final String SELECT_EDGES = """
			SELECT upstream, downstream, kind FROM musubito_edge WHERE namespace = :namespace ORDER BY upstream, downstream
			""";

	private static final String SELECT_COSTS = """
			SELECT id, duration, spent
			FROM musubito_node
			WHERE namespace = :namespace AND status = 'SUCCESS' AND kept = 1 AND producer IS NULL AND artifact IS NOT NULL
			ORDER BY id
			""";

	private final List<Row> rows = new ArrayList<>();

	private final long[] ids;

	private final Links upstream;

	/** Who called a node: it takes that time already. */
	private final Links callers;

	private final RemovalOrder order;

	private final int[] removable;

	private StoredNodes(JdbcClient jdbc, KeptNodes kept) {
		RowCallbackHandler add = (row) -> this.rows
			.add(new Row(row.getLong("id"), row.getLong("producer"), row.getLong("artifact"),
					row.getBoolean("stays") ? RemovalOrder.STAYS : row.getLong("used_on"), row.getLong("bytes")));
		kept.bind(jdbc.sql(SELECT)).query(add);
		this.ids = this.rows.stream().mapToLong(Row::id).toArray();
		this.upstream = new Links(this.ids.length);
		this.callers = new Links(this.ids.length);
		for (int node = 0; node < this.ids.length; node++) {
			this.upstream.add(node, index(this.rows.get(node).producer));
		}
		RowCallbackHandler link = (row) -> {
			int from = index(row.getLong("upstream"));
			int to = index(row.getLong("downstream"));
			this.upstream.add(to, from);
			if (!"DATA".equals(row.getString("kind"))) {
				this.callers.add(from, to);
			}
		};
		jdbc.sql(SELECT_EDGES).query(link);
		this.order = new RemovalOrder(this.rows.stream().mapToLong(Row::day).toArray(), this.upstream.all());
		this.removable = this.order.order();
	}

	static StoredNodes read(JdbcClient jdbc, KeptNodes kept) {
		return new StoredNodes(jdbc, kept);
	}

	private int index(long id) {
		return Arrays.binarySearch(this.ids, id);
	}

	/**
	 * How many nodes, the first in the order, were not used since a day.
	 */
	int unusedSince(long day) {
		int count = 0;
		while (count < this.removable.length && this.order.used(this.removable[count]) < day) {
			count++;
		}
		return count;
	}

	/**
	 * How many nodes, the first in the order, take so much space together with their
	 * artifacts.
	 * @param bytes the space
	 * @param artifacts the bytes of each artifact
	 */
	int taking(long bytes, Map<Long, Long> artifacts) {
		Map<Long, Integer> uses = new HashMap<>();
		this.rows.forEach((row) -> uses.merge(row.artifact, 1, Integer::sum));
		long taken = 0;
		int count = 0;
		while (count < this.removable.length && taken < bytes) {
			Row row = this.rows.get(this.removable[count++]);
			taken += ROW_BYTES + row.bytes;
			if (uses.merge(row.artifact, -1, Integer::sum) == 0) {
				taken += artifacts.getOrDefault(row.artifact, 0L);
			}
		}
		return count;
	}

	/**
	 * The first nodes in the order.
	 */
	List<PlannedNode> first(JdbcClient jdbc, int count) {
		BitSet removed = removed(count);
		Map<Integer, PlannedNode> costs = new HashMap<>();
		RowCallbackHandler add = (row) -> {
			int node = index(row.getLong("id"));
			if (node >= 0 && removed.get(node)) {
				boolean within = Arrays.stream(this.callers.of(node)).anyMatch(removed::get);
				costs.put(node, planned(node, (within) ? Duration.ZERO : Columns.duration(row, "duration"),
						usage(row.getString("spent"))));
			}
		};
		jdbc.sql(SELECT_COSTS).query(add);
		return Arrays.stream(this.removable)
			.limit(count)
			.mapToObj((node) -> Objects.requireNonNullElseGet(costs.get(node),
					() -> planned(node, Duration.ZERO, Usage.NONE)))
			.toList();
	}

	private static Usage usage(String json) {
		try {
			return JsonColumns.usage(json);
		}
		catch (RuntimeException ex) {
			// Damaged, and not known any more
			return Usage.NONE;
		}
	}

	private PlannedNode planned(int node, Duration duration, Usage usage) {
		Row row = this.rows.get(node);
		return new PlannedNode(row.id, row.artifact, row.bytes, duration, usage);
	}

	private BitSet removed(int count) {
		BitSet removed = new BitSet(this.ids.length);
		Arrays.stream(this.removable).limit(count).forEach(removed::set);
		return removed;
	}

	/**
	 * Whether a node is none of the first in the order.
	 */
	Remaining without(int count) {
		BitSet removed = removed(count);
		return (id) -> {
			int node = index(id);
			return node < 0 || !removed.get(node);
		};
	}

	/**
	 * How many nodes use each artifact, without the first in the order.
	 */
	Map<Long, Integer> artifactUses(int count) {
		BitSet removed = removed(count);
		Map<Long, Integer> uses = new HashMap<>();
		for (int node = 0; node < this.ids.length; node++) {
			uses.merge(this.rows.get(node).artifact, (removed.get(node)) ? 0 : 1, Integer::sum);
		}
		return uses;
	}

	private record Row(long id, long producer, long artifact, long day, long bytes) {

	}

}
