package io.musubito.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds, of the newest nodes of an operation, the one that shares most components with a
 * call, the newest of these. That is asked before each execution, so as few rows are read
 * and parsed as tell it.
 */
final class MostSimilarNode {

	private static final int CANDIDATES = 128;

	// Who shares all components has the same replay key: where there is none with that,
	// no other one has more than all but one
	private static final String SELECT_NEWEST = """
			SELECT n.node_id, d.components, EXISTS (SELECT 1 FROM musubito_node
				WHERE namespace = :namespace AND replay_key = ?)
			FROM musubito_node n JOIN musubito_node_details d ON d.namespace = n.namespace AND d.node = n.id
			WHERE n.namespace = :namespace AND n.operation = ?
				AND n.id <= coalesce((SELECT newest_node FROM musubito_run WHERE namespace = :namespace AND run_id = ?), ?)
			ORDER BY n.id DESC
			LIMIT ?
			""";

	private final Session session;

	private final DamagedRows damaged;

	private final SortedMap<String, String> wanted;

	private @Nullable List<String> entries;

	private @Nullable String best;

	private int most = -1;

	MostSimilarNode(Session session, DamagedRows damaged, SortedMap<String, String> wanted) {
		this.session = session;
		this.damaged = damaged;
		this.wanted = wanted;
	}

	/**
	 * Returns the id of the node, {@code null} when there is none.
	 * @param runId the run whose own nodes don't count; empty outside of runs
	 */
	@Nullable String find(NodeKey key, String runId) {
		return this.session.gathered()
			.ask(SELECT_NEWEST, this::read, key.replayKey(), key.operation(), runId, Long.MAX_VALUE, CANDIDATES)
			.answer()
			.orElse(null);
	}

	private Optional<String> read(ResultSet row) throws SQLException {
		int atMost = this.wanted.size();
		while (this.most < atMost && row.next()) {
			if (mayShareMore(row)) {
				compare(row);
			}
			atMost = this.wanted.size() - (row.getBoolean(3) ? 0 : 1);
		}
		return Optional.ofNullable(this.best);
	}

	/**
	 * To parse the text takes several times as long as to search in it.
	 */
	private boolean mayShareMore(ResultSet row) throws SQLException {
		String components = row.getString(2);
		if (this.best == null || components == null) {
			return true;
		}
		if (this.entries == null) {
			this.entries = this.wanted.entrySet().stream().map(JsonColumns::component).toList();
		}
		int missing = this.wanted.size() - this.most;
		for (String entry : this.entries) {
			missing -= (components.contains(entry)) ? 0 : 1;
			if (missing <= 0) {
				return false;
			}
		}
		return true;
	}

	private void compare(ResultSet row) throws SQLException {
		String nodeId = row.getString(1);
		SortedMap<String, String> components = this.damaged.read(() -> "the components of node '" + nodeId + "'", row,
				(found) -> JsonColumns.components(found.getString(2)));
		int shared = (components != null) ? shared(components, this.wanted) : -1;
		if (shared > this.most) {
			this.best = nodeId;
			this.most = shared;
		}
	}

	static int shared(SortedMap<String, String> one, SortedMap<String, String> other) {
		int count = 0;
		for (Map.Entry<String, String> entry : one.entrySet()) {
			count += (entry.getValue().equals(other.get(entry.getKey()))) ? 1 : 0;
		}
		return count;
	}

}
