package io.musubito.faults.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.musubito.store.CountedTotals;
import io.musubito.store.postgresql.PostgresqlServer;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The store whose processes are killed, with a folder for all that belongs to it.
 *
 * @param directory the folder
 * @param database the properties with which to reach it; none for a file in the folder
 */
record KilledStore(Path directory, List<String> database) {

	static KilledStore sqlite(Path directory) {
		return new KilledStore(directory, List.of());
	}

	static KilledStore postgresql(Path directory) {
		return new KilledStore(directory, List.of(PostgresqlServer.shared().properties(directory.toString())));
	}

	/**
	 * Another one of its kind.
	 */
	KilledStore other(Path folder) {
		return isFile() ? sqlite(folder) : postgresql(folder);
	}

	boolean isFile() {
		return this.database.isEmpty();
	}

	/**
	 * The file of the letters that were sent.
	 */
	Path sent() {
		return this.directory.resolve("sent");
	}

	JavaProcess.Builder reach(JavaProcess.Builder process) {
		this.database.forEach((property) -> process.options("-D" + property));
		return process;
	}

	ConfigurableApplicationContext open(String... properties) {
		return Engine.in(this.directory)
			.start(Desk.class, Stream
				.of(Stream.of(Desk.PACKAGES, Desk.SENT + "=" + sent()), this.database.stream(), Stream.of(properties))
				.flatMap((all) -> all)
				.toArray(String[]::new));
	}

	/**
	 * Lets the time pass that others wait until they take a process for dead, where that
	 * is told by time. Nobody is alive.
	 */
	void age() throws SQLException {
		if (isFile() && !Files.exists(file())) {
			return;
		}
		try (Connection connection = connect()) {
			if (!isFile()) {
				execute(connection, "UPDATE musubito_process SET lease_until = now() - interval '1 second'");
			}
			if (isFile() && rows(connection, "SELECT name FROM sqlite_schema WHERE name = 'musubito_job'").isEmpty()) {
				return;
			}
			execute(connection, "UPDATE musubito_job SET last_heartbeat = " + (isFile() ? "0" : "'2001-01-01'")
					+ " WHERE last_heartbeat IS NOT NULL");
		}
	}

	/**
	 * The jobs that nobody has done.
	 */
	List<String> jobs() throws SQLException {
		try (Connection connection = connect()) {
			return rows(connection, "SELECT task_instance FROM musubito_job");
		}
	}

	/**
	 * Looks at what is there when nobody has it open.
	 * @param removed whether something was removed on purpose, or imported, with totals
	 * that tell of more than what is there
	 */
	void verify(boolean removed) throws SQLException {
		try (Connection connection = connect()) {
			if (isFile()) {
				assertThat(rows(connection, "PRAGMA integrity_check")).containsExactly("ok");
				assertThat(rows(connection, "PRAGMA foreign_key_check")).isEmpty();
			}
			if (removed) {
				CountedTotals.verifyRows(connection);
			}
			else {
				CountedTotals.verify(connection);
			}
			assertThat(rows(connection, "SELECT replay_key FROM musubito_claim")).as("claims").isEmpty();
			assertThat(rows(connection, "SELECT wanted FROM musubito_claim_wait")).as("waits").isEmpty();
			assertThat(rows(connection, "SELECT run_id FROM musubito_run WHERE status IN ('RUNNING', 'SUBMITTED')"))
				.as("runs of the dead")
				.isEmpty();
			assertThat(rows(connection, "SELECT node_id FROM musubito_node WHERE status = 'RUNNING'"))
				.as("effects of the dead")
				.isEmpty();
			assertThat(
					rows(connection, "SELECT node_id FROM musubito_node WHERE status = 'SUCCESS' AND artifact IS NULL"))
				.as("successes without a result")
				.isEmpty();
		}
		String[] files = this.directory.resolve("store").toFile().list();
		if (isFile()) {
			// The second one is empty, and locked by who starts
			assertThat(files).as("files that are left").containsExactlyInAnyOrder("musubito.db", "musubito.db.lock");
		}
	}

	private Path file() {
		return this.directory.resolve("store").resolve("musubito.db");
	}

	private Connection connect() throws SQLException {
		if (isFile()) {
			return DriverManager.getConnection("jdbc:sqlite:" + file());
		}
		Connection connection = DriverManager.getConnection(PostgresqlServer.shared().url());
		String schema = this.database.stream()
			.filter((property) -> property.contains(".schema="))
			.findAny()
			.orElseThrow();
		connection.setSchema(schema.substring(schema.indexOf('=') + 1));
		return connection;
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static List<String> rows(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<String> found = new ArrayList<>();
			while (rows.next()) {
				found.add(rows.getString(1));
			}
			return found;
		}
	}

}
