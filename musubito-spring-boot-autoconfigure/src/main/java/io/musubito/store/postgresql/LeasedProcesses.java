package io.musubito.store.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.musubito.StoreException;
import io.musubito.store.StoreProcesses;
import io.musubito.store.jdbc.SqlTexts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who works with a PostgreSQL database. Each open store has a row with a lease, which it
 * renews, by the clock of the database. A process that stood still for longer counts as
 * ended, until it renews its lease: what others have taken over by then is not its own
 * any more.
 */
final class LeasedProcesses implements StoreProcesses {

	// An update within the clock differences of a distributed database, and many renewals
	static final Duration LEASE = Duration.ofSeconds(30);

	private static final int RENEWALS = 3;

	private static final String RENEW = """
			INSERT INTO musubito_process (namespace, owner, lease_until, written)
			VALUES (:namespace, ?, now() + ? * interval '1 millisecond', 0)
			ON CONFLICT (namespace, owner) DO UPDATE SET lease_until = excluded.lease_until
			""";

	private static final String IS_ALIVE = """
			SELECT 1 FROM musubito_process WHERE namespace = :namespace AND owner = ? AND lease_until >= now()
			""";

	private static final String DELETE = """
			DELETE FROM musubito_process WHERE namespace = :namespace AND owner = ?
			""";

	private static final String DELETE_OLD = """
			DELETE FROM musubito_process WHERE namespace = :namespace AND lease_until < now() - interval '1 day'
			""";

	private static final Log logger = LogFactory.getLog(LeasedProcesses.class);

	private final Connections connections;

	private final Duration lease;

	private final String self = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

	private volatile @Nullable SqlTexts texts;

	private @Nullable ScheduledThreadPoolExecutor renewal;

	private boolean told;

	LeasedProcesses(Connections connections, Duration lease) {
		this.connections = connections;
		this.lease = lease;
	}

	/**
	 * Looks at the others without being one of them.
	 */
	void observe(SqlTexts with) {
		this.texts = with;
	}

	/**
	 * Registers this process, and renews its lease from now on.
	 */
	void register(SqlTexts with) throws SQLException {
		this.texts = with;
		renew(with);
		update(with, DELETE_OLD, null);
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (work) -> {
			Thread thread = new Thread(work, "musubito-lease");
			thread.setDaemon(true);
			return thread;
		});
		long period = this.lease.toMillis() / RENEWALS;
		var scheduled = executor.scheduleWithFixedDelay(() -> renewOrTell(with), period, period, TimeUnit.MILLISECONDS);
		logger.trace(scheduled);
		this.renewal = executor;
	}

	private void renewOrTell(SqlTexts with) {
		try {
			renew(with);
			this.told = false;
		}
		catch (Throwable ex) {
			if (!this.told) {
				this.told = true;
				logger.warn("The lease of this process on the Musubito store can't be renewed. If that lasts for "
						+ this.lease.toSeconds() + " s, other processes execute what it executes now, and its results "
						+ "are not recorded", ex);
			}
		}
	}

	private void renew(SqlTexts with) throws SQLException {
		try (Connection connection = this.connections.take();
				PreparedStatement statement = connection.prepareStatement(with.in(RENEW))) {
			statement.setString(1, this.self);
			statement.setLong(2, this.lease.toMillis());
			statement.executeUpdate();
		}
	}

	private void update(SqlTexts with, String sql, @Nullable String owner) throws SQLException {
		try (Connection connection = this.connections.take();
				PreparedStatement statement = connection.prepareStatement(with.in(sql))) {
			if (owner != null) {
				statement.setString(1, owner);
			}
			statement.executeUpdate();
		}
	}

	@Override
	public String self() {
		return this.self;
	}

	@Override
	public boolean isAlive(String process) {
		if (process.equals(this.self)) {
			return true;
		}
		SqlTexts with = this.texts;
		if (with == null) {
			// To take it for one that has ended would let its work be done twice
			throw new StoreException("It can't be found out whether the process '" + process
					+ "' still works with the Musubito store, which is not open.", null);
		}
		try (Connection connection = this.connections.take();
				PreparedStatement statement = connection.prepareStatement(with.in(IS_ALIVE))) {
			statement.setString(1, process);
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
		catch (SQLException ex) {
			throw new StoreException(
					"It can't be found out whether the process '" + process + "' still works with the Musubito store: "
							+ ex.getMessage() + ". Check that the database can be " + "reached.",
					ex);
		}
	}

	/**
	 * Ends the lease at once.
	 */
	void close() {
		ScheduledThreadPoolExecutor executor = this.renewal;
		SqlTexts with = this.texts;
		if (executor == null || with == null) {
			return;
		}
		executor.shutdownNow();
		try {
			update(with, DELETE, this.self);
		}
		catch (SQLException ex) {
			logger.debug("The lease of this process on the Musubito store ends later", ex);
		}
	}

}
