package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.musubito.StoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What the thread of a {@link WriteQueue} does: it commits what is queued in one
 * transaction. While the database can't be used, as when another program has it locked,
 * it goes on trying, and nobody waits for it.
 */
final class Committer {

	private static final int MAX_BATCH = 1_000;

	// A commit writes whole pages: one for each replay would take longer than the replay
	private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	// Where it is known at once that a database is not there
	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final Log logger = LogFactory.getLog(Committer.class);

	private final Database database;

	private final BlockingQueue<Write<?>> queue;

	private final WriteCapacity capacity;

	private final BooleanSupplier awaited;

	private volatile boolean closing;

	private volatile boolean unavailable;

	private volatile boolean readingUnavailable;

	private boolean told;

	private boolean inDoubt;

	private boolean open = true;

	/**
	 * Creates the committer of a queue.
	 * @param database the database
	 * @param queue what is to be written
	 * @param capacity how much more may be put into the queue
	 * @param awaited whether somebody waits for a write
	 */
	Committer(Database database, BlockingQueue<Write<?>> queue, WriteCapacity capacity, BooleanSupplier awaited) {
		this.database = database;
		this.queue = queue;
		this.capacity = capacity;
		this.awaited = awaited;
	}

	/**
	 * Whether writing is not possible at present.
	 */
	boolean isUnavailable() {
		return this.unavailable;
	}

	/**
	 * Whether reading is not possible at present.
	 */
	boolean isReadingUnavailable() {
		return this.readingUnavailable;
	}

	/**
	 * Called when reading failed for that reason, so that writing does too. It is over
	 * with the next commit.
	 */
	void noteReadingUnavailable() {
		this.readingUnavailable = true;
		this.unavailable = true;
	}

	/**
	 * Called when nothing is added any more but {@link Write#CLOSE}.
	 */
	void close() {
		this.closing = true;
	}

	/**
	 * Whatever is thrown, who waits is told, and the next is committed.
	 * @param session the session that writes
	 */
	void commitUntilClosed(Session session) {
		List<Write<?>> batch = new ArrayList<>(MAX_BATCH);
		while (this.open) {
			try {
				commitNext(batch, session);
			}
			catch (Throwable ex) {
				removeClose(batch);
				this.inDoubt = false;
				batch.forEach((write) -> write.fail(ex));
				completeAll(batch);
			}
		}
	}

	private void commitNext(List<Write<?>> batch, Session session) {
		if (this.inDoubt) {
			findOut(batch, session);
			return;
		}
		if (batch.isEmpty() && !this.unavailable) {
			awaitWrites(batch);
		}
		take(batch, limit());
		removeClose(batch);
		commit(batch, session);
	}

	private void removeClose(List<Write<?>> batch) {
		if (batch.removeIf((write) -> write == Write.CLOSE)) {
			this.open = false;
		}
	}

	private int limit() {
		if (this.closing) {
			return Integer.MAX_VALUE;
		}
		return (this.unavailable) ? WriteCapacity.ENTRIES : MAX_BATCH;
	}

	private void awaitWrites(List<Write<?>> batch) {
		while (batch.isEmpty()) {
			try {
				Write<?> first = this.queue.take();
				batch.add(first);
				this.capacity.release(first.entries());
			}
			catch (InterruptedException ex) {
				// This thread is not to be interrupted: it ends by close()
			}
		}
		if (!this.awaited.getAsBoolean() && this.queue.size() < MAX_BATCH && batch.get(0) != Write.CLOSE) {
			LockSupport.parkNanos(this, GATHER_NANOS);
		}
	}

	private void take(List<Write<?>> batch, int limit) {
		int room = limit - batch.stream().mapToInt(Write::entries).sum();
		Write<?> next = (room > 0) ? this.queue.poll() : null;
		while (next != null) {
			batch.add(next);
			this.capacity.release(next.entries());
			room -= next.entries();
			next = (room > 0) ? this.queue.poll() : null;
		}
	}

	private void commit(List<Write<?>> batch, Session session) {
		try {
			if (!batch.isEmpty() || this.unavailable) {
				session.flushCommits(batch.stream().anyMatch(Write::isDurable));
				perform(batch, session);
				this.database.verifyInPlace();
				session.commit();
				// Whoever is told that it is written must find it again
				this.database.verifyInPlace();
			}
		}
		catch (CommitInDoubtException ex) {
			session.rollback();
			StoreException failure = this.database.failures().inDoubt(ex);
			tell(failure, "");
			batch.forEach((write) -> write.postpone(failure));
			this.inDoubt = true;
			this.unavailable = true;
			return;
		}
		catch (Throwable ex) {
			boolean unavailable = session.isConnectionLost() || this.database.isUnavailable(ex);
			session.rollback();
			if (this.open && unavailable) {
				postpone(batch);
				pause();
				return;
			}
			batch.forEach((write) -> write.fail(ex));
		}
		finish(batch);
	}

	/**
	 * Those who wait for a transaction of which it is not known whether it is committed
	 * were told so. If it is not, what is to be kept is written again.
	 */
	private void findOut(List<Write<?>> batch, Session session) {
		try {
			if (session.wasCommitted()) {
				finish(batch);
			}
			else {
				StoreException failure = this.database.failures().unavailable();
				removeUnlessKept(batch, failure);
			}
			this.inDoubt = false;
		}
		catch (Throwable ex) {
			// Whatever it is, that is not known yet
			if (this.closing) {
				throw this.database.failures().writing(ex);
			}
			pause();
		}
	}

	private static void pause() {
		LockSupport.parkNanos(PAUSE_NANOS);
	}

	private void finish(List<Write<?>> batch) {
		this.unavailable = false;
		this.readingUnavailable = false;
		if (this.told) {
			this.told = false;
			logger.info("The Musubito store '" + this.database.location() + "' can be used again");
		}
		completeAll(batch);
	}

	/**
	 * A listener that throws keeps no other write from being completed.
	 */
	private void completeAll(List<Write<?>> batch) {
		while (!batch.isEmpty()) {
			Write<?> write = batch.remove(0);
			try {
				write.complete();
			}
			catch (Throwable ex) {
				logger.error("What follows a write to the Musubito store '" + this.database.location() + "' failed",
						ex);
			}
		}
	}

	/**
	 * Leaves in the batch what is to be tried again, for which nobody waits any more.
	 */
	private void postpone(List<Write<?>> batch) {
		StoreException failure = this.database.failures().unavailable();
		this.unavailable = true;
		tell(failure, " It is tried again in the background"
				+ ((this.database.isReadOnly()) ? "." : "; what steps record until then is kept."));
		take(batch, limit());
		removeUnlessKept(batch, failure);
	}

	private void tell(StoreException failure, String consequence) {
		if (!this.told) {
			this.told = true;
			logger.warn(failure.getMessage() + consequence);
		}
	}

	private static void removeUnlessKept(List<Write<?>> batch, StoreException failure) {
		batch.removeIf((write) -> {
			if (write.isKept()) {
				write.postpone(failure);
				return false;
			}
			write.fail(failure);
			write.complete();
			return true;
		});
	}

	/**
	 * A savepoint for each write would take longer than what a replay writes. So none is
	 * set until a write fails, and then all begin again.
	 */
	private void perform(List<Write<?>> batch, Session session) throws SQLException {
		session.begin();
		boolean alone = batch.size() == 1;
		if (batch.stream().allMatch((write) -> (alone) ? write.performAlone(session) : write.perform(session))) {
			return;
		}
		session.rollback();
		session.begin();
		for (Write<?> write : batch) {
			write.performInSavepoint(session);
			Throwable failure = write.failure();
			if (failure != null && this.database.isUnavailable(failure)) {
				// Not the fault of this one
				throw this.database.failures().writing(failure);
			}
		}
	}

}
