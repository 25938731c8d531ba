package io.musubito.store.jdbc;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One write and its answer, given after the commit.
 *
 * @param <T> the answer
 */
final class Write<T> {

	static final Write<?> CLOSE = new Write<>((session) -> true, Kind.KEPT, 0, (failure) -> {
	});

	private final WriteQueue.Writing<T> work;

	private final Kind kind;

	private final int entries;

	private final Consumer<@Nullable Throwable> listener;

	private final CompletableFuture<T> result = new CompletableFuture<>();

	private @Nullable T answer;

	private @Nullable Throwable failure;

	/**
	 * Creates a write.
	 * @param work what to write
	 * @param kind what is asked of it
	 * @param entries how much that is, to bound what waits: 1 unless it is gathered
	 * @param listener told how it ended, before the answer is given
	 */
	Write(WriteQueue.Writing<T> work, Kind kind, int entries, Consumer<@Nullable Throwable> listener) {
		this.work = work;
		this.kind = kind;
		this.entries = entries;
		this.listener = listener;
	}

	int entries() {
		return this.entries;
	}

	boolean isDurable() {
		return this.kind == Kind.DURABLE;
	}

	boolean isKept() {
		return this.kind == Kind.KEPT;
	}

	CompletableFuture<T> result() {
		return this.result;
	}

	/**
	 * Performs it. What it leaves to be sent to a server belongs to it.
	 */
	boolean perform(Session session) {
		return perform(session, true);
	}

	/**
	 * The same when nothing else is in the transaction: what is left is sent with its
	 * end.
	 */
	boolean performAlone(Session session) {
		return perform(session, false);
	}

	private boolean perform(Session session, boolean completely) {
		try {
			this.answer = this.work.write(session);
			if (completely) {
				session.executeWaiting();
			}
			this.failure = null;
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
		return this.failure == null;
	}

	void performInSavepoint(Session session) throws SQLException {
		session.execute("SAVEPOINT write");
		if (perform(session)) {
			session.totals().write(session);
		}
		else {
			session.execute("ROLLBACK TO write");
			session.forget();
		}
		session.execute("RELEASE write");
	}

	/**
	 * Why it failed when it was performed last.
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

	void fail(Throwable cause) {
		if (this.failure == null) {
			this.failure = cause;
		}
	}

	/**
	 * Answers who waits that it is not written yet.
	 */
	void postpone(Throwable cause) {
		this.result.completeExceptionally(cause);
	}

	@SuppressWarnings("NullAway") // the answer of a work that did not fail
	void complete() {
		try {
			this.listener.accept(this.failure);
		}
		finally {
			if (this.failure != null) {
				this.result.completeExceptionally(this.failure);
			}
			else {
				this.result.complete(this.answer);
			}
		}
	}

	/**
	 * What is asked of a write.
	 */
	enum Kind {

		/** That it is committed, or fails. */
		PLAIN,
		/** The same, and that it is on the disk then. */
		DURABLE,
		/**
		 * That it is committed at some time: when the database can't be used, it is kept
		 * until that is over, and nobody waits for it.
		 */
		KEPT

	}

}
