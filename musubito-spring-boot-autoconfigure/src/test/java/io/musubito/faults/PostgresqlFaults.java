package io.musubito.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.musubito.store.postgresql.PostgresqlServer;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A schema of PostgreSQL. The connections of the application that meets faults are those
 * of a pool, below which they fail.
 */
final class PostgresqlFaults implements FaultyDatabase {

	private static final int CONNECTIONS = 6;

	private final String schema = PostgresqlServer.shared().createSchema();

	private @Nullable HikariDataSource pool;

	@Override
	public List<Fault> faults() {
		return List.of(Fault.REFUSED, Fault.DONE, Fault.ERROR, Fault.ERROR_AFTER, Fault.LOST, Fault.LOST_AFTER);
	}

	@Override
	public SQLException failure(Fault fault, String what) {
		return new PSQLException("fault at " + what,
				(fault.isLoss()) ? PSQLState.CONNECTION_FAILURE : PSQLState.SYSTEM_ERROR);
	}

	@Override
	public Office start(FaultPlan plan) {
		closePool();
		FaultyJdbc jdbc = new FaultyJdbc(plan);
		HikariDataSource connections = new HikariDataSource();
		connections.setMaximumPoolSize(CONNECTIONS);
		connections.setMinimumIdle(2);
		connections.setConnectionTimeout(5_000);
		connections.setDataSource(source(() -> jdbc.connection(connect())));
		this.pool = connections;
		return new Office(null, source(() -> jdbc.open(connections::getConnection)),
				properties("musubito.store.data-source=faulty"));
	}

	@Override
	public Office startOther() {
		return new Office(null, properties("musubito.store.url=" + PostgresqlServer.shared().url()));
	}

	private String[] properties(String connections) {
		return new String[] { "musubito.store.type=postgresql", "musubito.store.schema=" + this.schema, connections };
	}

	private static DataSource source(Source source) {
		return new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				return source.connect();
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return source.connect();
			}

		};
	}

	@Override
	public Connection connect() throws SQLException {
		return DriverManager.getConnection(PostgresqlServer.shared().url() + "&currentSchema=" + this.schema);
	}

	@Override
	public void verifyReleased() {
		HikariDataSource connections = this.pool;
		assertThat(connections).isNotNull();
		assertThat(connections.getHikariPoolMXBean().getActiveConnections()).as("connections that are not given back")
			.isZero();
	}

	@Override
	public void verifySound() throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname = "
						+ "current_database() AND state LIKE 'idle in transaction%'")) {
			row.next();
			assertThat(row.getInt(1)).as("transactions that nobody ends").isZero();
		}
	}

	private void closePool() {
		if (this.pool != null) {
			this.pool.close();
		}
	}

	@Override
	public void close() {
		closePool();
		PostgresqlServer.shared().execute("DROP SCHEMA " + this.schema + " CASCADE");
	}

	/**
	 * Connects.
	 */
	private interface Source {

		Connection connect() throws SQLException;

	}

}
