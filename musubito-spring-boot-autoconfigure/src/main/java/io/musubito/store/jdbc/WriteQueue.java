package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.musubito.StoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of a store: one thread that commits what is queued in one transaction,
 * in the order of submission. A write that fails is undone alone; the others may be
 * performed a second time then. As long as no caller waits, it collects several.
 */
final class WriteQueue implements AutoCloseable {

	private static final int CAPACITY = 10_000;

	private static final int MAX_BATCH = 1_000;

	// A commit writes whole pages: one for each replay would take longer than the replay
	private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final Log logger = LogFactory.getLog(WriteQueue.class);

	private final Database database;

	private final Session session;

	private final BlockingQueue<Write<?>> queue = new LinkedBlockingQueue<>();

	private final Semaphore capacity = new Semaphore(CAPACITY);

	private final AtomicInteger behind = new AtomicInteger();

	private final AtomicInteger awaited = new AtomicInteger();

	private final AtomicLong degraded = new AtomicLong();

	private final Thread writer;

	private final Object submission = new Object();

	private volatile CompletableFuture<?> newest = CompletableFuture.completedFuture(null);

	private boolean closed;

	WriteQueue(Database database, Session session) {
		this.database = database;
		this.session = session;
		this.writer = new Thread(this::commitUntilClosed, "musubito-store");
		this.writer.setDaemon(true);
		this.writer.start();
	}

	/**
	 * Writes and waits until it is committed. An interrupted caller waits too: what it
	 * writes must not be lost.
	 * @throws StoreException when it can't be written
	 */
	<T> T write(Writing<T> work) {
		return write(work, false);
	}

	/**
	 * The same, and it is on the disk then: it survives a loss of power whatever the
	 * setting.
	 */
	<T> T writeDurably(Writing<T> work) {
		return write(work, true);
	}

	private <T> T write(Writing<T> work, boolean durable) {
		Write<T> write = new Write<>(work, durable, (failure) -> {
		});
		try {
			return await(() -> {
				submit(write);
				return write.result();
			});
		}
		catch (CompletionException ex) {
			throw this.database.failures().writing((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	/**
	 * Writes later. A failure is counted and, the first time, logged. Waits only when a
	 * great many writes are pending.
	 */
	void writeBehind(Writing<?> work) {
		writeBehind(work, () -> {
		});
	}

	/**
	 * The same for what must not be lost silently.
	 */
	void writeBehind(Writing<?> work, Runnable whenFailed) {
		this.behind.incrementAndGet();
		try {
			submit(new Write<>(work, false, (failure) -> finishBehind(failure, whenFailed)));
		}
		catch (StoreException ex) {
			finishBehind(ex, whenFailed);
		}
	}

	private void finishBehind(@Nullable Throwable failure, Runnable whenFailed) {
		this.behind.decrementAndGet();
		if (failure != null) {
			whenFailed.run();
		}
		if (failure != null && this.degraded.getAndIncrement() == 0) {
			logger.warn(
					"The Musubito store '" + this.database.location()
							+ "' could not record a replay or the end of a run, "
							+ "which the journal lacks. This is logged once; the meter musubito.degraded counts on.",
					failure);
		}
	}

	/**
	 * Waits until all that was submitted before is committed or has failed.
	 */
	void awaitSubmitted() {
		await(() -> this.newest.handle((done, failure) -> true));
	}

	private <T> T await(Supplier<CompletableFuture<T>> submission) {
		this.awaited.incrementAndGet();
		try {
			CompletableFuture<T> submitted = submission.get();
			LockSupport.unpark(this.writer);
			return submitted.join();
		}
		finally {
			this.awaited.decrementAndGet();
		}
	}

	/**
	 * How many writes that no caller waits for are not committed yet.
	 */
	int pending() {
		return this.behind.get();
	}

	/**
	 * How many writes that no caller waited for have failed.
	 */
	long degraded() {
		return this.degraded.get();
	}

	/**
	 * How many writes the writer has not taken yet.
	 */
	int queued() {
		return this.queue.size();
	}

	private void submit(Write<?> write) {
		this.capacity.acquireUninterruptibly();
		synchronized (this.submission) {
			if (this.closed) {
				this.capacity.release();
				throw this.database.failures().closed();
			}
			this.queue.add(write);
			this.newest = write.result();
		}
	}

	private void commitUntilClosed() {
		List<Write<?>> batch = new ArrayList<>(MAX_BATCH);
		boolean open = true;
		while (open) {
			try {
				batch.add(this.queue.take());
			}
			catch (InterruptedException ex) {
				// This thread is not to be interrupted: it ends by close()
				continue;
			}
			if (this.awaited.get() == 0 && this.queue.size() < MAX_BATCH && batch.get(0) != Write.CLOSE) {
				LockSupport.parkNanos(this, GATHER_NANOS);
			}
			this.queue.drainTo(batch, MAX_BATCH - 1);
			this.capacity.release(batch.size());
			open = !batch.removeIf((write) -> write == Write.CLOSE);
			commit(batch);
			batch.clear();
		}
	}

	private void commit(List<Write<?>> batch) {
		boolean durable = batch.stream().anyMatch((write) -> write.isDurable());
		try {
			if (!batch.isEmpty()) {
				this.session.flushCommits(durable);
				perform(batch);
				this.database.verifyInPlace();
				this.session.commit();
				// Whoever is told that it is written must find it again
				this.database.verifyInPlace();
			}
		}
		catch (Throwable ex) {
			this.session.rollback();
			batch.forEach((write) -> write.fail(ex));
		}
		batch.forEach(Write::complete);
	}

	/**
	 * A savepoint for each write would take longer than what a replay writes. So none is
	 * set until a write fails, and then all begin again.
	 */
	private void perform(List<Write<?>> batch) throws SQLException {
		this.session.begin();
		if (batch.stream().allMatch((write) -> write.perform(this.session))) {
			return;
		}
		this.session.rollback();
		this.session.begin();
		for (Write<?> write : batch) {
			write.performInSavepoint(this.session);
		}
	}

	/**
	 * Accepts nothing any more, commits what is pending and ends the thread.
	 */
	void drain() {
		synchronized (this.submission) {
			if (!this.closed) {
				this.closed = true;
				this.queue.add(Write.CLOSE);
				LockSupport.unpark(this.writer);
			}
		}
		boolean interrupted = false;
		while (this.writer.isAlive()) {
			try {
				this.writer.join();
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
		drain();
		this.session.close();
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
