package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.musubito.store.StepRecord;

/**
 * Marks on which day a result was last replayed, in its node, in the node that produced
 * it, and at its artifact. A replay writes nothing but its entry otherwise, so it is
 * remembered which were marked today. Not safe for use by several threads.
 */
final class Uses {

	// A slot each, the last one wins: to mark one again changes nothing
	private static final int REMEMBERED = 1 << 17;

	private static final String MARK_NODE = """
			UPDATE musubito_node
			SET used_on = ?
			WHERE namespace = :namespace AND node_id = ? AND used_on < ?
			""";

	private static final String MARK_PRODUCER = """
			UPDATE musubito_node
			SET used_on = ?
			WHERE namespace = :namespace AND id = (SELECT producer FROM musubito_node
				WHERE namespace = :namespace AND node_id = ?) AND used_on < ?
			""";

	private static final String MARK_ARTIFACT = """
			UPDATE musubito_artifact_use
			SET used_on = ?
			WHERE namespace = :namespace AND artifact = (SELECT artifact FROM musubito_node
				WHERE namespace = :namespace AND node_id = ?) AND used_on < ?
			""";

	private final Map<String, Long> pending = new HashMap<>();

	private long[] marked = {};

	void add(StepRecord entry) {
		switch (entry.outcome()) {
			case REPLAYED, JOINED, SERVED_STALE -> add(entry.nodeId(), Columns.day(entry.endedAt()));
			// The others write the node
			default -> {
			}
		}
	}

	private void add(String nodeId, long day) {
		if (this.marked.length == 0) {
			this.marked = new long[REMEMBERED];
		}
		long mark = mark(nodeId, day);
		if (this.marked[slot(mark)] != mark) {
			this.marked[slot(mark)] = mark;
			this.pending.merge(nodeId, day, Math::max);
		}
	}

	private static long mark(String nodeId, long day) {
		long hash = 0;
		for (int i = 0; i < nodeId.length(); i++) {
			hash = 31 * hash + nodeId.charAt(i);
		}
		return (hash * 31 + day) * 0x9E3779B97F4A7C15L;
	}

	private static int slot(long mark) {
		return (int) (mark >>> 40) & (REMEMBERED - 1);
	}

	/**
	 * What was not written is not marked either.
	 */
	void clear() {
		this.pending.clear();
		this.marked = new long[0];
	}

	void write(Session session) throws SQLException {
		for (String sql : new String[] { MARK_NODE, MARK_PRODUCER, MARK_ARTIFACT }) {
			for (Map.Entry<String, Long> use : this.pending.entrySet()) {
				session.gathered().add(sql, use.getValue(), use.getKey(), use.getValue());
			}
		}
		this.pending.clear();
	}

}
