package io.musubito.model;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.musubito.store.postgresql.PostgresqlServer;

/**
 * The store beneath the contexts: looked at, and emptied between sequences, on a
 * connection of its own.
 */
final class ModelDatabase implements AutoCloseable {

	// What a process remembers to have written stays
	private static final List<String> KEPT = List.of("musubito_schema_history", "musubito_code", "musubito_text",
			"musubito_definition", "musubito_effect_names", "musubito_meta", "musubito_fingerprint");

	private final List<String> properties;

	private final Connection connection;

	private final List<String> tables = new ArrayList<>();

	private final String schema;

	private ModelDatabase(List<String> properties, Connection connection, String schema) {
		this.properties = properties;
		this.connection = connection;
		this.schema = schema;
	}

	static ModelDatabase sqlite(Path folder) throws SQLException {
		Path file = folder.resolve("store").resolve("musubito.db");
		Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate("PRAGMA busy_timeout = 20000");
			statement.executeUpdate("PRAGMA synchronous = OFF");
		}
		return new ModelDatabase(List.of("musubito.store.type=sqlite", "musubito.store.path=" + file), connection, "");
	}

	static ModelDatabase postgresql(Path folder) throws SQLException {
		String[] properties = PostgresqlServer.shared().properties(folder.toString());
		String schema = Stream.of(properties)
			.filter((property) -> property.startsWith("musubito.store.schema="))
			.map((property) -> property.substring(property.indexOf('=') + 1))
			.findFirst()
			.orElseThrow();
		Connection connection = DriverManager.getConnection(PostgresqlServer.shared().url());
		return new ModelDatabase(List.of(properties), connection, "\"" + schema + "\".");
	}

	List<String> properties() {
		return this.properties;
	}

	boolean isPostgresql() {
		return !this.schema.isEmpty();
	}

	String productName() throws SQLException {
		return this.connection.getMetaData().getDatabaseProductName();
	}

	/**
	 * Deletes what was recorded.
	 */
	void clear() throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			if (this.tables.isEmpty()) {
				findTables();
			}
			StringBuilder sql = new StringBuilder(
					(isPostgresql()) ? "BEGIN; SET LOCAL session_replication_role = replica;" : "BEGIN IMMEDIATE;");
			this.tables.forEach((table) -> sql.append("DELETE FROM ").append(this.schema).append(table).append(';'));
			statement.executeUpdate(sql.append("COMMIT;").toString());
		}
	}

	private void findTables() throws SQLException {
		String pattern = (isPostgresql()) ? this.schema.replace("\"", "").replace(".", "") : null;
		try (ResultSet rows = this.connection.getMetaData()
			.getTables(null, pattern, "musubito_%", new String[] { "TABLE" })) {
			while (rows.next()) {
				String table = rows.getString("TABLE_NAME");
				if (!KEPT.contains(table)) {
					this.tables.add(table);
				}
			}
		}
	}

	/**
	 * The nodes as they are stored.
	 */
	List<StoredNode> nodes() throws SQLException {
		List<StoredNode> nodes = new ArrayList<>();
		String sql = """
				SELECT n.node_id, n.operation, n.status, n.kept, coalesce(p.node_id, n.node_id), n.artifact IS NOT NULL,
					n.executed_at,
					(SELECT string_agg(e.kind || ' ' || u.node_id, ',') FROM #musubito_edge e
						JOIN #musubito_node u ON u.id = e.upstream WHERE e.downstream = n.id)
				FROM #musubito_node n LEFT JOIN #musubito_node p ON p.id = n.producer
				""".replace("#", this.schema);
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				String edges = rows.getString(8);
				Object executed = rows.getObject(7);
				nodes.add(new StoredNode(rows.getString(1), rows.getString(2), rows.getString(3), rows.getInt(4) == 1,
						rows.getString(5), rows.getBoolean(6),
						(executed != null) ? ((Number) executed).longValue() : null,
						(edges != null) ? List.of(edges.split(",")) : List.of()));
			}
		}
		return nodes;
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

	record StoredNode(String nodeId, String operation, String status, boolean kept, String producer,
			boolean hasArtifact, Long executedAt, List<String> edges) {

	}

}
