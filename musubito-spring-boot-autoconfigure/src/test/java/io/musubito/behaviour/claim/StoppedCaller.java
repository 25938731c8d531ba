package io.musubito.behaviour.claim;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread that stops at each point, and goes on as the test says.
 */
final class StoppedCaller {

	private static final long LIMIT_SECONDS = 30;

	private static final ThreadLocal<StoppedCaller> CURRENT = new ThreadLocal<>();

	private final Semaphore goOn = new Semaphore(0);

	private final Semaphore stopped = new Semaphore(0);

	private final CompletableFuture<String> answer = new CompletableFuture<>();

	private volatile boolean free;

	private StoppedCaller() {
	}

	/**
	 * Starts a thread, and returns when it is at its first point.
	 */
	static StoppedCaller start(Callable<String> call) throws Exception {
		StoppedCaller caller = new StoppedCaller();
		Thread thread = new Thread(() -> caller.run(call), "caller");
		thread.setDaemon(true);
		thread.start();
		caller.awaitStop();
		return caller;
	}

	private void run(Callable<String> call) {
		CURRENT.set(this);
		try {
			this.answer.complete(call.call());
		}
		catch (Throwable ex) {
			this.answer.completeExceptionally(ex);
		}
		this.stopped.release();
	}

	/**
	 * A point of the calling thread. Others than those of this class do not stop.
	 */
	static void point() {
		StoppedCaller caller = CURRENT.get();
		if (caller != null && !caller.free) {
			caller.stopped.release();
			caller.goOn.acquireUninterruptibly();
		}
	}

	/**
	 * Lets the thread go on over some points, or to its end.
	 */
	void goOn(int points) throws Exception {
		for (int i = 0; i < points && !this.answer.isDone(); i++) {
			this.goOn.release();
			awaitStop();
		}
	}

	/**
	 * Lets the thread go on to its end.
	 */
	void goOn() {
		this.free = true;
		this.goOn.release();
	}

	/**
	 * The answer to its call.
	 */
	CompletableFuture<String> answer() {
		return this.answer;
	}

	private void awaitStop() throws Exception {
		if (!this.stopped.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
			throw new TimeoutException("A caller neither ends nor comes to a point");
		}
	}

}
