package io.musubito.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One connection with its prepared statements. Used by one thread at a time.
 */
public abstract class Session implements AutoCloseable {

	private final Connection connection;

	private final String namespace;

	private final StatementCache statements;

	private final JdbcClient jdbc;

	private final Totals totals = new Totals();

	/**
	 * Creates a session.
	 * @param connection the connection, which is closed with it
	 * @param namespace the namespace of all that it reads and writes
	 */
	protected Session(Connection connection, String namespace) {
		this.connection = connection;
		this.namespace = namespace;
		NamespaceText text = new NamespaceText(namespace);
		this.statements = new StatementCache(connection, text);
		JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(this.statements.asConnection(), false));
		this.jdbc = new StatementClient(this.statements, text, JdbcClient.create(template),
				template.getExceptionTranslator());
	}

	protected final Connection connection() {
		return this.connection;
	}

	/**
	 * Whether it is of use after one reading.
	 * @return {@code false} when there may be something else to read then
	 */
	protected boolean isReusable() {
		return true;
	}

	/**
	 * What the transaction adds to the totals, which are written when it is committed.
	 */
	final Totals totals() {
		return this.totals;
	}

	final JdbcClient jdbc() {
		return this.jdbc;
	}

	/**
	 * Returns a reused statement for what happens on each call of a step, where
	 * {@link JdbcClient} would take longer than the database.
	 * @param sql the text, one of a bounded number
	 * @return the statement, which stays open
	 * @throws SQLException when it can't be prepared
	 */
	final PreparedStatement prepare(String sql) throws SQLException {
		return this.statements.prepare(sql);
	}

	final int preparedStatements() {
		return this.statements.size();
	}

	protected final void execute(String sql) throws SQLException {
		prepare(sql).execute();
	}

	/**
	 * Decides whether commits wait until they are on the disk. Not called within a
	 * transaction.
	 * @param required whether the commits from now on must survive a loss of power; if
	 * not, what the store is configured for is enough
	 * @throws SQLException when that can't be set
	 */
	protected abstract void flushCommits(boolean required) throws SQLException;

	/**
	 * How much of the space of the database is in use. Called within a transaction too.
	 * @return the bytes, without what is free for later rows
	 * @throws SQLException when that can't be read
	 */
	protected abstract long usedBytes() throws SQLException;

	/**
	 * How much of that is used by what the session can see.
	 */
	final long usedBytesOfNamespace() throws SQLException {
		return NamespaceShare.usedBytes(this, this.namespace);
	}

	/**
	 * Gives space back that is free, a part of it at a time. Called within a transaction.
	 * @return whether there may be more
	 * @throws SQLException when that can't be done
	 */
	protected abstract boolean releaseSpace() throws SQLException;

	final void begin() throws SQLException {
		try {
			this.connection.setAutoCommit(false);
		}
		catch (SQLException ex) {
			rollback();
			throw ex;
		}
	}

	final void commit() throws SQLException {
		this.totals.write(this);
		// Connection.commit() of SQLite's driver would at once begin the next transaction
		this.connection.setAutoCommit(true);
	}

	/**
	 * Ends a transaction of which it is not known how far it came.
	 */
	protected void rollback() {
		this.totals.clear();
		try {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			// Some failures end the transaction themselves
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
