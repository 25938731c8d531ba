package io.musubito.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;

import io.musubito.store.Execution;
import io.musubito.store.sqlite.SqliteStore;

/**
 * The tables of a store, and one transaction for each execution that inserts the rows of
 * it with reused statements: an artifact of 1 KB, a node, its details, an edge and a
 * journal entry of a run.
 */
final class BareTransactions implements AutoCloseable {

	private static final Execution UPSTREAM = Executions.of("extract", 0, "facts");

	private static final long NOW = 1_800_000_000_000_000_000L;

	private final Scratch scratch = new Scratch();

	private final Connection connection;

	private final PreparedStatement artifact;

	private final PreparedStatement node;

	private final PreparedStatement details;

	private final PreparedStatement edge;

	private final PreparedStatement journal;

	private long last;

	private int made;

	BareTransactions() throws SQLException, IOException {
		try (SqliteStore store = SqliteStore.open(this.scratch.file(), false, Clock.systemUTC())) {
			store.nodes().record(UPSTREAM);
		}
		this.connection = this.scratch.connect();
		this.artifact = this.connection
			.prepareStatement("INSERT INTO musubito_artifact (namespace, id, artifact_id, size, compressed, payload) "
					+ "VALUES ('', ?, ?, ?, 0, CAST(? AS TEXT))");
		this.node = this.connection.prepareStatement(
				"""
						INSERT INTO musubito_node (namespace, id, node_id, replay_key, operation, type, status, kept, calls, artifact,
							execution, executed_at, duration, created_at, updated_at)
						VALUES ('', ?, ?, ?, ?, ?, 'SUCCESS', 1, 0, ?, ?, ?, ?, ?, ?)
						""");
		this.details = this.connection.prepareStatement(
				"INSERT INTO musubito_node_details (namespace, node, components, why, inputs_compressed, inputs) "
						+ "VALUES ('', ?, ?, ?, 0, ?)");
		this.edge = this.connection.prepareStatement(
				"INSERT INTO musubito_edge (namespace, upstream, downstream, kind) VALUES ('', ?, ?, 'DATA')");
		this.journal = this.connection.prepareStatement(
				"""
						INSERT INTO musubito_step_record (namespace, id, run, sequence, operation, node_id, outcome, why, duration,
							saved, ended_at)
						VALUES ('', ?, 1, ?, ?, ?, 'EXECUTED', ?, ?, 0, ?)
						""");
		try (ResultSet row = this.connection.createStatement()
			.executeQuery("SELECT max(id) FROM musubito_step_record")) {
			this.last = row.getLong(1);
		}
	}

	/**
	 * Makes executions that were never inserted before.
	 */
	Execution[] executions(int count) {
		Execution[] executions = new Execution[count];
		for (int i = 0; i < count; i++) {
			int number = ++this.made;
			executions[i] = Executions.of("draft", number, Texts.kilobyte(number), UPSTREAM);
		}
		return executions;
	}

	void insert(Execution execution) throws SQLException {
		this.last++;
		this.connection.setAutoCommit(false);
		insertArtifact(execution);
		insertNode(execution);
		this.details.setLong(1, this.last);
		this.details.setString(2, execution.key().components().toString());
		this.details.setString(3, "{\"reason\":\"FIRST_EXECUTION\",\"changes\":[]}");
		this.details.setString(4, execution.key().inputs());
		this.details.executeUpdate();
		this.edge.setLong(1, 1);
		this.edge.setLong(2, this.last);
		this.edge.executeUpdate();
		insertJournal(execution);
		this.connection.setAutoCommit(true);
	}

	private void insertArtifact(Execution execution) throws SQLException {
		this.artifact.setLong(1, this.last);
		this.artifact.setString(2, execution.artifact().artifactId());
		this.artifact.setInt(3, execution.artifact().payload().length);
		this.artifact.setBytes(4, execution.artifact().payload());
		this.artifact.executeUpdate();
	}

	private void insertNode(Execution execution) throws SQLException {
		this.node.setLong(1, this.last);
		this.node.setString(2, execution.key().nodeId());
		this.node.setString(3, execution.key().replayKey());
		this.node.setString(4, execution.key().operation());
		this.node.setString(5, execution.key().type().name());
		this.node.setLong(6, this.last);
		this.node.setLong(7, this.last);
		this.node.setLong(8, NOW);
		this.node.setLong(9, execution.duration().toNanos());
		this.node.setLong(10, NOW);
		this.node.setLong(11, NOW);
		this.node.executeUpdate();
	}

	private void insertJournal(Execution execution) throws SQLException {
		this.journal.setLong(1, this.last);
		this.journal.setInt(2, execution.journal().sequence());
		this.journal.setString(3, execution.key().operation());
		this.journal.setString(4, execution.key().nodeId());
		this.journal.setString(5, "{\"reason\":\"FIRST_EXECUTION\",\"changes\":[]}");
		this.journal.setLong(6, execution.duration().toNanos());
		this.journal.setLong(7, NOW);
		this.journal.executeUpdate();
	}

	@Override
	public void close() throws SQLException, IOException {
		this.scratch.close();
	}

}
