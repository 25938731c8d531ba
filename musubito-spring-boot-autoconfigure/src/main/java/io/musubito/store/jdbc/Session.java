package io.musubito.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What reads or writes: a connection with its prepared statements, the same one always,
 * or one for each use. Used by one thread at a time.
 */
public abstract class Session implements AutoCloseable {

	private final SqlTexts texts;

	private final StatementCache statements;

	private final StatementClient jdbc;

	private final Totals totals = new Totals();

	/**
	 * Creates a session without a connection, for one that has one for each use.
	 * @param texts what its statements look like in this database
	 */
	protected Session(SqlTexts texts) {
		this.texts = texts;
		this.statements = new StatementCache(texts);
		JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(this.statements.asConnection(), false));
		this.jdbc = new StatementClient(this.statements, texts, JdbcClient.create(template),
				template.getExceptionTranslator());
	}

	/**
	 * Creates a session on one connection.
	 * @param connection the connection, which is closed with it
	 * @param texts what its statements look like in this database
	 */
	protected Session(Connection connection, SqlTexts texts) {
		this(texts);
		this.statements.connect(connection);
	}

	protected final Connection connection() {
		return this.statements.connection();
	}

	/**
	 * Has the session use a connection from now on.
	 * @param connection the connection
	 */
	protected final void connect(Connection connection) {
		this.statements.connect(connection);
	}

	/**
	 * Closes the statements on the connection, which is not used from now on.
	 * @throws SQLException when one can't be closed
	 */
	protected final void disconnect() throws SQLException {
		this.statements.disconnect();
	}

	/**
	 * Called before it is used, and before each transaction that writes. What was called
	 * already and not ended is not begun again.
	 * @throws SQLException when there is no connection
	 */
	protected void beginUse() throws SQLException {
		// Connected always
	}

	/**
	 * Called after that, however it ended.
	 * @throws SQLException when the connection can't be given back
	 */
	protected void endUse() throws SQLException {
		// Connected always
	}

	/**
	 * Called within each transaction, first.
	 * @throws SQLException when it can't begin
	 */
	protected void prepareTransaction() throws SQLException {
		// Nothing to do
	}

	/**
	 * Whether it is of use after one reading.
	 * @return {@code false} when there may be something else to read then
	 */
	protected boolean isReusable() {
		return true;
	}

	/**
	 * Whether what it reads is what the database has, also if others have written in the
	 * meantime.
	 * @return {@code false} when what it has read may be wrong, so that another session
	 * is needed
	 */
	protected boolean isCurrent() {
		return true;
	}

	/**
	 * What the transaction adds to the totals, which are written when it is committed.
	 */
	final Totals totals() {
		return this.totals;
	}

	/**
	 * Stores private contents so from now on. Called before it prepares a statement.
	 */
	final Session transform(ContentColumns columns) {
		this.statements.transform(columns);
		return this;
	}

	/**
	 * How private contents are stored, for statements with question marks.
	 */
	final ContentColumns columns() {
		return this.statements.columns();
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
	protected final PreparedStatement prepare(String sql) throws SQLException {
		return this.statements.prepare(sql);
	}

	final int preparedStatements() {
		return this.statements.size();
	}

	/**
	 * A statement with named parameters for that.
	 * @param sql the text, one of a bounded number
	 */
	final NextStatement next(String sql) {
		return this.jdbc.next(sql);
	}

	/**
	 * What is written with it is sent to a server together.
	 */
	final GatheredStatements gathered() {
		return this.statements.gathered();
	}

	/**
	 * Sends what is written to a server together from now on.
	 */
	protected final void gatherStatements() {
		gathered().gather();
	}

	/**
	 * Adds a statement to those that are sent next.
	 * @param sql the text, one of a bounded number
	 * @param values what stands for its question marks: texts and numbers
	 */
	protected final void executeNext(String sql, Object... values) {
		gathered().add(sql, values);
	}

	/**
	 * Sends what waits for that.
	 * @throws DataAccessException when one of the statements fails
	 */
	protected final void executeWaiting() {
		gathered().execute();
	}

	/**
	 * Forgets what was to be written with the transaction, of which something is undone.
	 */
	final void forget() {
		this.totals.clear();
		gathered().clear();
	}

	protected final void execute(String sql) throws SQLException {
		prepare(sql).execute();
	}

	/**
	 * The time by the clock that all who use the database have in common. Not called
	 * within a transaction.
	 * @return the time
	 * @throws SQLException when that can't be read
	 */
	protected Instant now() throws SQLException {
		// All are on this machine
		return Instant.now();
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
	 * @return the bytes
	 * @throws SQLException when that can't be read
	 */
	protected long usedBytesOfNamespace() throws SQLException {
		return NamespaceShare.usedBytes(this, this.texts.namespace());
	}

	/**
	 * Gives space back that is free, a part of it at a time. Called within a transaction.
	 * @param most how many pieces of space, as the database divides it
	 * @return whether there may be more
	 * @throws SQLException when that can't be done
	 */
	protected abstract boolean releaseSpace(int most) throws SQLException;

	/**
	 * Writes what is in the log of the database where it belongs, as far as that keeps
	 * nobody from reading and writing, so that those who write have less of it to do. Not
	 * called within a transaction.
	 * @throws SQLException when that can't be done
	 */
	protected void shortenLog() throws SQLException {
		// A server does so itself
	}

	final void begin() throws SQLException {
		try {
			beginUse();
			connection().setAutoCommit(false);
			prepareTransaction();
		}
		catch (SQLException ex) {
			rollback();
			throw ex;
		}
	}

	final void commit() throws SQLException {
		this.totals.write(this);
		endTransaction();
	}

	/**
	 * Commits.
	 * @throws CommitInDoubtException when it is not known whether it is committed
	 * @throws SQLException when it is not committed
	 */
	protected void endTransaction() throws SQLException {
		// Connection.commit() of SQLite's driver would at once begin the next transaction
		connection().setAutoCommit(true);
	}

	/**
	 * Finds out whether the transaction of which that was not known is committed.
	 * @return whether it is; it is over in any case
	 * @throws SQLException when it is still not known
	 */
	protected boolean wasCommitted() throws SQLException {
		throw new IllegalStateException("No transaction is in doubt");
	}

	/**
	 * Whether the connection that is used is lost. Asked when something has failed: what
	 * was thrown does not always tell, as pools and drivers have exceptions of their own.
	 * @return {@code false} when it is not, or none is used
	 */
	protected boolean isConnectionLost() {
		return false;
	}

	/**
	 * Ends a transaction of which it is not known how far it came.
	 */
	protected void rollback() {
		forget();
		if (!this.statements.isConnected()) {
			return;
		}
		try {
			// SQLite ends no transaction while a statement is under way that has failed
			this.statements.close();
			undo(connection());
		}
		catch (SQLException ex) {
			// Some failures end the transaction themselves
		}
	}

	/**
	 * Undoes the transaction of the connection, if it has one.
	 * @param connection the connection
	 * @throws SQLException when that fails, or some failure has ended it already
	 */
	protected void undo(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	@Override
	public void close() throws SQLException {
		connection().close();
	}

}
