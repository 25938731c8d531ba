package io.musubito.store.jdbc;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All nodes of a store with what they depend on, to find those that may be removed. There
 * may be millions, so that there is no object for each.
 */
final class StoredNodes {

	/** How many rows a database hands over at once. */
	static final int FETCHED = 1_000;

	/** What a node takes beside its inputs and explanations, its indexes included. */
	static final long ROW_BYTES = 1_000;

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

	private final StoredArtifacts artifacts;

	private final long[] ids;

	private final int[] artifact;

	private final int[] bytes;

	/** Of each call, what was called and who called it, which takes that time already. */
	private final int[] called;

	private final int[] caller;

	private final long[] used;

	private final int[] removable;

	private StoredNodes(JdbcClient jdbc, KeptNodes kept, StoredArtifacts artifacts) {
		this.artifacts = artifacts;
		LongStream.Builder ids = LongStream.builder();
		LongStream.Builder producers = LongStream.builder();
		LongStream.Builder days = LongStream.builder();
		IntStream.Builder artifact = IntStream.builder();
		IntStream.Builder bytes = IntStream.builder();
		RowCallbackHandler add = (row) -> {
			ids.add(row.getLong("id"));
			producers.add(row.getLong("producer"));
			days.add(row.getBoolean("stays") ? RemovalOrder.STAYS : row.getLong("used_on"));
			artifact.add(artifacts.index(row.getLong("artifact")));
			bytes.add(row.getInt("bytes"));
		};
		kept.bind(jdbc.sql(SELECT)).withFetchSize(FETCHED).query(add);
		this.ids = ids.build().toArray();
		this.artifact = artifact.build().toArray();
		this.bytes = bytes.build().toArray();
		Arrays.stream(this.artifact).forEach(artifacts::useByNode);
		StoredEdges edges = new StoredEdges(this::index);
		producers.build().forEach(edges::addProducer);
		RowCallbackHandler link = (row) -> edges.add(row.getLong("upstream"), row.getLong("downstream"),
				!"DATA".equals(row.getString("kind")));
		jdbc.sql(SELECT_EDGES).withFetchSize(FETCHED).query(link);
		this.called = edges.called();
		this.caller = edges.callers();
		RemovalOrder order = new RemovalOrder(days.build().toArray(), edges.upstream(this.ids.length));
		this.removable = order.order();
		this.used = order.used();
	}

	/**
	 * Reads all nodes, and notes which artifacts they have.
	 */
	static StoredNodes read(JdbcClient jdbc, KeptNodes kept, StoredArtifacts artifacts) {
		return new StoredNodes(jdbc, kept, artifacts);
	}

	int index(long id) {
		return Arrays.binarySearch(this.ids, id);
	}

	/**
	 * How many nodes, the first in the order, were not used since a day.
	 */
	int unusedSince(long day) {
		int count = 0;
		while (count < this.removable.length && this.used[this.removable[count]] < day) {
			count++;
		}
		return count;
	}

	/**
	 * How many nodes, the first in the order, take so much space together with their
	 * artifacts.
	 */
	int taking(long space) {
		int[] uses = this.artifacts.uses();
		long taken = 0;
		int count = 0;
		while (count < this.removable.length && taken < space) {
			int node = this.removable[count++];
			taken += ROW_BYTES + this.bytes[node];
			int has = this.artifact[node];
			if (has >= 0 && --uses[has] == 0) {
				taken += this.artifacts.bytes(has);
			}
		}
		return count;
	}

	/**
	 * The first nodes in the order, which have no artifacts any more.
	 */
	PlannedNodes first(int count) {
		BitSet removed = new BitSet(this.ids.length);
		for (int i = 0; i < count; i++) {
			removed.set(this.removable[i]);
			this.artifacts.release(this.artifact[this.removable[i]]);
		}
		BitSet within = new BitSet(this.ids.length);
		for (int call = 0; call < this.called.length; call++) {
			if (removed.get(this.caller[call])) {
				within.set(this.called[call]);
			}
		}
		return new PlannedNodes(this, count, removed, within);
	}

	/**
	 * A node by its place in the order.
	 */
	PlannedNode planned(int place, BitSet within) {
		int node = this.removable[place];
		int has = this.artifact[node];
		return new PlannedNode(this.ids[node], (has >= 0) ? this.artifacts.id(has) : 0, this.bytes[node],
				within.get(node));
	}

}
