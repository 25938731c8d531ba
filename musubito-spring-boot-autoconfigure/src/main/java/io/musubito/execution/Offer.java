package io.musubito.execution;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.musubito.work.WorkAnswer;
import io.musubito.work.WorkItem;

/**
 * A call that waits to be executed by somebody.
 */
final class Offer {

	private final WorkItem item;

	private final int sequence;

	private final long offeredNanos = System.nanoTime();

	private final CompletableFuture<Signal> signal = new CompletableFuture<>();

	private final CountDownLatch ended = new CountDownLatch(1);

	/**
	 * Creates it.
	 * @param item the hint
	 * @param sequence the position in the journal that was kept for it; 0 outside of runs
	 */
	Offer(WorkItem item, int sequence) {
		this.item = item;
		this.sequence = sequence;
	}

	WorkItem item() {
		return this.item;
	}

	int sequence() {
		return this.sequence;
	}

	long offeredNanos() {
		return this.offeredNanos;
	}

	/**
	 * Waits until somebody has executed the call, or is to.
	 * @param patience how long at the most
	 * @return what it may do
	 */
	Signal await(Duration patience) {
		try {
			return this.signal.get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			// Nobody gets it from here on
			return this.signal.complete(Signal.NOBODY) ? Signal.NOBODY : this.signal.join();
		}
		catch (InterruptedException ex) {
			this.signal.complete(Signal.NOBODY);
			Thread.currentThread().interrupt();
			CancellationException cancellation = new CancellationException("Step '" + this.item.operation()
					+ "': interrupted while waiting for another process to execute it");
			cancellation.initCause(ex);
			throw cancellation;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A signal is given, it does not fail", ex);
		}
	}

	/**
	 * Another process has executed the call.
	 */
	void executed() {
		this.signal.complete(Signal.EXECUTED);
	}

	/**
	 * The hint has come back to this process: the call is executed by who waits, with its
	 * own arguments.
	 * @return what came of it, when it has ended
	 */
	WorkAnswer executeHere() {
		if (!this.signal.complete(Signal.HERE)) {
			return WorkAnswer.ALREADY_THERE;
		}
		try {
			this.ended.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return WorkAnswer.TAKEN;
	}

	void end() {
		this.signal.complete(Signal.NOBODY);
		this.ended.countDown();
	}

	/**
	 * What a call learns that was offered.
	 */
	enum Signal {

		/** Another process has executed it. */
		EXECUTED,
		/** This process is to execute it. */
		HERE,
		/** Nobody has said anything. */
		NOBODY

	}

}
