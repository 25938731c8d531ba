package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.musubito.StoreException;
import io.musubito.store.StackRoom;

import org.springframework.dao.DataAccessException;

/**
 * A few connections for reading. They see what is committed and do not wait for writers.
 */
final class Readers implements AutoCloseable {

	private static final int CONNECTIONS = 8;

	private static final int CLOSE_SECONDS = 10;

	private static final int ATTEMPTS = 5;

	private final Database database;

	private final WriteQueue writes;

	private final Runnable opening;

	private final DamagedRows damaged;

	private final ContentColumns columns;

	private final Semaphore permits = new Semaphore(CONNECTIONS);

	private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

	private volatile boolean closed;

	/**
	 * Creates the connections when they are needed.
	 * @param database the database
	 * @param writes the writer of the database
	 * @param opening opens the database unless it is open
	 * @param columns how private contents are stored
	 */
	Readers(Database database, WriteQueue writes, Runnable opening, ContentColumns columns) {
		this.columns = columns;
		this.database = database;
		this.writes = writes;
		this.opening = opening;
		this.damaged = new DamagedRows(database.location(), columns);
	}

	/**
	 * Told of the rows that can't be read.
	 */
	DamagedRows damaged() {
		return this.damaged;
	}

	/**
	 * Reads on a connection of its own.
	 * @throws StoreException when that fails
	 */
	<T> T read(Reading<T> reading) {
		if (this.writes.isReadingUnavailable()) {
			throw this.database.failures().unavailable();
		}
		StackRoom.require();
		this.permits.acquireUninterruptibly();
		try {
			return readCurrent(reading, 1);
		}
		catch (SQLException | DataAccessException ex) {
			if (this.database.isUnavailable(ex)) {
				this.writes.noteReadingUnavailable();
				throw this.database.failures().unavailable();
			}
			throw this.database.failures().reading(ex);
		}
		catch (StoreException | VirtualMachineError ex) {
			throw ex;
		}
		catch (Error ex) {
			// Drivers throw them too, and a step goes on without its store
			throw this.database.failures().reading(ex);
		}
		catch (RuntimeException ex) {
			this.damaged.note("a row that was asked for", ex);
			throw this.database.failures().reading(ex);
		}
		finally {
			this.permits.release();
		}
	}

	/**
	 * Reads again when the database was changed in a way that the session has not
	 * noticed, whatever came of it.
	 */
	private <T> T readCurrent(Reading<T> reading, int attempt) throws SQLException {
		Session session = borrow();
		boolean completed = false;
		try {
			session.beginUse();
			T result = reading.read(session);
			completed = session.isCurrent();
			if (completed) {
				return result;
			}
			if (attempt == ATTEMPTS) {
				throw this.database.failures().unavailable();
			}
		}
		catch (SQLException | RuntimeException ex) {
			if (session.isCurrent() || attempt == ATTEMPTS) {
				throw ex;
			}
		}
		finally {
			release(session, completed);
		}
		return readCurrent(reading, attempt + 1);
	}

	/**
	 * Reads with several statements that all see the same state.
	 * @throws StoreException when that fails
	 */
	<T> T readSnapshot(Reading<T> reading) {
		return read((session) -> {
			session.begin();
			T result = reading.read(session);
			session.commit();
			return result;
		});
	}

	/**
	 * Whether there is a database, which is open then.
	 */
	boolean isThere() {
		if (!this.writes.isOpen() && this.database.exists()) {
			this.opening.run();
		}
		return this.writes.isOpen();
	}

	StoreException closed() {
		return this.database.failures().closed();
	}

	private Session borrow() throws SQLException {
		if (this.closed) {
			throw closed();
		}
		if (!isThere()) {
			return this.database.openEmpty();
		}
		this.database.verifyWasInPlace();
		Session session = this.idle.pollFirst();
		while (session != null && !session.isCurrent()) {
			session.close();
			session = this.idle.pollFirst();
		}
		return (session != null) ? session : this.database.openForReading().transform(this.columns);
	}

	private void release(Session session, boolean usable) throws SQLException {
		if (usable && !this.closed && session.isReusable()) {
			session.endUse();
			this.idle.addFirst(session);
		}
		else {
			session.close();
		}
	}

	/**
	 * Waits a while for those who read, and closes the connections. One that is still in
	 * use then is closed by who uses it.
	 */
	@Override
	public void close() throws SQLException {
		this.closed = true;
		boolean alone = awaitThoseWhoRead();
		try {
			for (Session session = this.idle.poll(); session != null; session = this.idle.poll()) {
				session.close();
			}
		}
		finally {
			if (alone) {
				this.permits.release(CONNECTIONS);
			}
		}
	}

	private boolean awaitThoseWhoRead() {
		try {
			return this.permits.tryAcquire(CONNECTIONS, CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * What to read.
	 *
	 * @param <T> the answer
	 */
	interface Reading<T> {

		T read(Session session) throws SQLException;

	}

}
