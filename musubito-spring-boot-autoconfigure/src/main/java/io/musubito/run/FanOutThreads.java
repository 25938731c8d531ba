package io.musubito.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.musubito.execution.AwaitingThreads;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of one fan-out: one for each item, a bounded number at a time. Used by one
 * thread, which is called the caller here; its context is carried over.
 */
final class FanOutThreads implements AutoCloseable {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private static final ThreadFactory THREADS = threads("musubito-fan-out-");

	private final ContextSnapshot context = ContextSnapshotFactory.builder().build().captureAll();

	private final AwaitingThreads awaiting = AwaitingThreads.withCurrent();

	private final Semaphore free;

	private final Set<Thread> running = ConcurrentHashMap.newKeySet();

	private @Nullable Throwable broken;

	FanOutThreads(int concurrency) {
		this.free = new Semaphore(concurrency);
	}

	/**
	 * Waits until a thread may begin, and lets it do the work.
	 * @param work the work; when it throws something, no other work begins, and
	 * {@link #close()} throws it after all that is under way has ended
	 * @return whether the work began; it does not when something was thrown before
	 * @throws InterruptedException when the caller is interrupted; threads that run are
	 * too then
	 */
	boolean start(Runnable work) throws InterruptedException {
		try {
			this.free.acquire();
		}
		catch (InterruptedException ex) {
			interruptAll();
			throw ex;
		}
		if (isBroken()) {
			return false;
		}
		Thread thread = THREADS.newThread(() -> run(work));
		this.running.add(thread);
		thread.start();
		return true;
	}

	private void run(Runnable work) {
		try {
			this.awaiting.run(this.context.wrap(work));
		}
		catch (Throwable ex) {
			noteBroken(ex);
		}
		finally {
			this.running.remove(Thread.currentThread());
			this.free.release();
		}
	}

	private synchronized void noteBroken(Throwable thrown) {
		if (this.broken == null) {
			this.broken = thrown;
		}
		else if (this.broken != thrown) {
			this.broken.addSuppressed(thrown);
		}
	}

	private synchronized boolean isBroken() {
		return this.broken != null;
	}

	/**
	 * Waits until all work has ended. When the caller is interrupted, the threads are
	 * too, and the caller stays so.
	 */
	@Override
	public void close() {
		boolean interrupted = false;
		for (Thread thread : this.running) {
			interrupted |= join(thread);
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		throwIfBroken();
	}

	private boolean join(Thread thread) {
		boolean interrupted = false;
		while (true) {
			try {
				thread.join();
				return interrupted;
			}
			catch (InterruptedException ex) {
				interrupted = true;
				interruptAll();
			}
		}
	}

	private void interruptAll() {
		this.running.forEach(Thread::interrupt);
	}

	private synchronized void throwIfBroken() {
		if (this.broken instanceof Error error) {
			throw error;
		}
		if (this.broken instanceof RuntimeException exception) {
			throw exception;
		}
	}

	private static ThreadFactory threads(String namePrefix) {
		if (Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS) {
			return new VirtualThreadTaskExecutor(namePrefix).getVirtualThreadFactory();
		}
		CustomizableThreadFactory platformThreads = new CustomizableThreadFactory(namePrefix);
		platformThreads.setDaemon(true);
		return platformThreads;
	}

}
