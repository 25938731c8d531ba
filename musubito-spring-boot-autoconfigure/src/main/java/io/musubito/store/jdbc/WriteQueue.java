package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.musubito.StoreException;
import io.musubito.store.ReadOnlyStoreException;
import io.musubito.store.jdbc.Write.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of a store: one thread that commits what is queued in one transaction,
 * in the order of submission. A write that fails is undone alone; the others may be
 * performed a second time then. As long as no caller waits, it collects several. While
 * the database can't be used, it goes on trying, and nobody waits for it. Where the
 * database is only read, nothing is written, and it only finds out when it can be read
 * again.
 */
final class WriteQueue implements AutoCloseable {

	private final Database database;

	private final Runnable opening;

	private final BlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();

	private final WriteCapacity capacity = new WriteCapacity();

	private final UnawaitedWrites unawaited;

	private final AtomicInteger awaited = new AtomicInteger();

	private final Committer committer;

	private final Object submission = new Object();

	private volatile @Nullable Thread writer;

	private @Nullable Session session;

	private volatile CompletableFuture<?> newest = CompletableFuture.completedFuture(null);

	private volatile CompletableFuture<?> newestAgain = CompletableFuture.completedFuture(null);

	private boolean closed;

	/**
	 * Creates the queue.
	 * @param database the database
	 * @param opening opens the database unless it is open, and begins to write
	 */
	WriteQueue(Database database, Runnable opening) {
		this.database = database;
		this.opening = opening;
		this.unawaited = new UnawaitedWrites(database.location());
		this.committer = new Committer(database, this.queue, this.capacity, () -> this.awaited.get() > 0);
	}

	/**
	 * Begins to write. Called once.
	 * @param with the session that writes, which is closed with the queue
	 */
	void open(Session with) {
		synchronized (this.submission) {
			if (this.closed) {
				throw this.database.failures().closed();
			}
			this.session = with;
			Thread thread = new Thread(() -> this.committer.commitUntilClosed(with), "musubito-store");
			thread.setDaemon(true);
			thread.start();
			this.writer = thread;
		}
	}

	/**
	 * Whether nothing is written: what nobody waits for is let go of, and the rest is
	 * refused.
	 */
	boolean isRefusing() {
		return this.database.isReadOnly();
	}

	boolean isOpen() {
		return this.writer != null;
	}

	/**
	 * Writes and waits until it is committed. An interrupted caller waits too: what it
	 * writes must not be lost.
	 * @throws StoreException when it can't be written
	 */
	<T> T write(Writing<T> work) {
		return write(work, Kind.PLAIN, 1);
	}

	/**
	 * The same for what was paid for: when the database can't be used at present, the
	 * caller gets the exception at once, and it is written when that is over.
	 */
	<T> T writeOrKeep(Writing<T> work) {
		return write(work, Kind.KEPT, 1);
	}

	/**
	 * The same for what may be large: it counts as so many entries as bounds the memory
	 * that what is kept takes.
	 */
	<T> T writeOrKeep(Writing<T> work, int bytes) {
		return write(work, Kind.KEPT, WriteCapacity.entries(bytes));
	}

	/**
	 * The same, and it is on the disk then: it survives a loss of power whatever the
	 * setting.
	 */
	<T> T writeDurably(Writing<T> work) {
		return write(work, Kind.DURABLE, 1);
	}

	private <T> T write(Writing<T> work, Kind kind, int entries) {
		if (isRefusing()) {
			throw new ReadOnlyStoreException(this.database.location(), "nothing is written");
		}
		Write<T> write = new Write<>(work, kind, entries, (failure) -> {
		});
		return await(() -> {
			submit(write);
			return write.result();
		});
	}

	private <T> T result(CompletableFuture<T> written) {
		try {
			return written.join();
		}
		catch (CompletionException ex) {
			throw this.database.failures().writing((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	/**
	 * Writes later, and once more when that fails. A failure is counted and, the first
	 * time, logged. Waits only when a great many writes are pending.
	 */
	void writeBehind(Writing<?> work) {
		writeBehind(work, 1, () -> {
		});
	}

	/**
	 * The same for several entries at once, and for what must not be lost silently.
	 */
	void writeBehind(Writing<?> work, int entries, Runnable whenFailed) {
		if (!isRefusing()) {
			submitBehind(work, entries, whenFailed);
		}
	}

	private void submitBehind(Writing<?> work, int entries, Runnable whenFailed) {
		this.unawaited.add(entries);
		try {
			submit(new Write<>(work, Kind.KEPT, entries, (failure) -> {
				if (failure == null || !submitAgain(work, entries, whenFailed)) {
					this.unawaited.end(failure, entries, whenFailed);
				}
			}));
		}
		catch (StoreException ex) {
			this.unawaited.end(ex, entries, whenFailed);
		}
	}

	/**
	 * Nobody else would do so. The thread that writes must not wait for capacity.
	 */
	private boolean submitAgain(Writing<?> work, int entries, Runnable whenFailed) {
		Write<?> again = new Write<>(work, Kind.KEPT, 0, (failure) -> this.unawaited.end(failure, entries, whenFailed));
		synchronized (this.submission) {
			if (!this.closed) {
				this.queue.add(again);
				this.newestAgain = again.result();
			}
			return !this.closed;
		}
	}

	/**
	 * Waits until all that was submitted before is committed or has failed.
	 */
	void awaitSubmitted() {
		if (this.committer.isUnavailable()) {
			return;
		}
		await(() -> this.newest.handle((done, failure) -> true));
		await(() -> this.newestAgain.handle((done, failure) -> true));
	}

	private <T> T await(Supplier<CompletableFuture<T>> submission) {
		this.awaited.incrementAndGet();
		try {
			CompletableFuture<T> submitted = submission.get();
			LockSupport.unpark(this.writer);
			return result(submitted);
		}
		finally {
			this.awaited.decrementAndGet();
		}
	}

	/**
	 * How many writes that no caller waits for are not committed yet.
	 */
	int pending() {
		return this.unawaited.pending();
	}

	/**
	 * How many writes that no caller waited for have failed.
	 */
	long degraded() {
		return this.unawaited.failed();
	}

	/**
	 * How many writes the writer has not taken yet.
	 */
	int queued() {
		return this.queue.size();
	}

	/**
	 * Whether reading is not possible at present. Then it is found out in the background
	 * when that is over.
	 */
	boolean isReadingUnavailable() {
		return this.committer.isReadingUnavailable();
	}

	void noteReadingUnavailable() {
		this.committer.noteReadingUnavailable();
		submitBehind((session) -> true, 1, () -> {
		});
	}

	private void submit(Write<?> write) {
		if (this.writer == null) {
			this.opening.run();
		}
		if ((this.committer.isUnavailable() && !write.isKept())
				|| !this.capacity.acquire(write.entries(), () -> !this.committer.isUnavailable())) {
			throw this.database.failures().unavailable();
		}
		boolean queued = false;
		try {
			synchronized (this.submission) {
				if (this.closed) {
					throw this.database.failures().closed();
				}
				this.queue.add(write);
				queued = true;
				this.newest = write.result();
			}
		}
		finally {
			if (!queued) {
				this.capacity.release(write.entries());
			}
		}
		if (this.committer.isUnavailable() && write.isKept()) {
			write.postpone(this.database.failures().unavailable());
		}
	}

	/**
	 * Accepts nothing any more, commits what is pending and ends the thread. When that
	 * was done already, nothing is written.
	 * @param last what is written after all else, durably
	 * @throws StoreException when that can't be written
	 */
	void drain(Writing<?> last) {
		Write<?> write = new Write<>(last, Kind.DURABLE, 0, (failure) -> {
		});
		boolean first;
		synchronized (this.submission) {
			first = !this.closed;
			if (first) {
				this.closed = true;
				if (!isRefusing()) {
					this.queue.add(write);
				}
				this.committer.close();
				this.queue.add(Write.CLOSE);
				LockSupport.unpark(this.writer);
			}
		}
		Thread thread = this.writer;
		if (thread == null) {
			return;
		}
		awaitEnd(thread);
		if (first && !isRefusing()) {
			// Has no effect unless the thread ended before it came to this
			write.postpone(this.database.failures().closed());
			result(write.result());
		}
	}

	private static void awaitEnd(Thread thread) {
		boolean interrupted = false;
		while (thread.isAlive()) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() throws SQLException {
		drain((last) -> true);
		Session opened = this.session;
		if (opened != null) {
			opened.close();
		}
	}

	/**
	 * What to write. It may be performed twice, the first time being undone.
	 *
	 * @param <T> the answer
	 */
	interface Writing<T> {

		T write(Session session) throws SQLException;

	}

}
