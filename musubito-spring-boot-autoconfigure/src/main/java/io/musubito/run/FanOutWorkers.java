package io.musubito.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import io.musubito.execution.AwaitingThreads;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of one fan-out, which take work in the order in which it is given. They are
 * its own, so that work that fans out itself never waits for a thread. Used by one
 * thread, which is called the caller here; each piece of work is done in its context.
 */
final class FanOutWorkers implements AutoCloseable {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private static final ThreadFactory THREADS = threads("musubito-fan-out-");

	private final ContextSnapshot context = ContextSnapshotFactory.builder().build().captureAll();

	private final AwaitingThreads awaiting = AwaitingThreads.withCurrent();

	private final int concurrency;

	private final int ahead;

	private final List<Thread> threads = new ArrayList<>();

	// Guards what follows. No monitor, in which a virtual thread would hold its carrier
	private final ReentrantLock lock = new ReentrantLock();

	private final Condition hasWork = this.lock.newCondition();

	private final Condition hasRoom = this.lock.newCondition();

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	private int busy;

	/** No other work comes. */
	private boolean closed;

	/** No other work begins. */
	private boolean stopped;

	private @Nullable Throwable broken;

	/**
	 * Creates workers without threads.
	 * @param concurrency how many threads there may be
	 * @param ahead how many pieces of work may wait for a thread when the caller goes on:
	 * the more, the less often it has to be woken
	 */
	FanOutWorkers(int concurrency, int ahead) {
		this.concurrency = concurrency;
		this.ahead = ahead;
	}

	/**
	 * Lets a worker do the work, and waits until there is room for more.
	 * @param work the work; when it throws something, no other work begins, and
	 * {@link #close()} throws it after all that is under way has ended
	 * @return whether other work may follow; it may not when something was thrown
	 * @throws InterruptedException when the caller is interrupted; threads that work are
	 * too then, and no other work begins
	 */
	boolean start(Runnable work) throws InterruptedException {
		this.lock.lock();
		try {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			if (!this.stopped) {
				startThreadFor(this.waiting.size() + 1);
				this.waiting.add(work);
				this.hasWork.signal();
			}
			while (!this.stopped && this.waiting.size() + this.busy > this.concurrency + this.ahead) {
				this.hasRoom.await();
			}
			return !this.stopped;
		}
		catch (InterruptedException ex) {
			interruptAll();
			throw ex;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Starts a thread unless there is one for each of so many pieces of work.
	 */
	private void startThreadFor(int pieces) {
		if (this.threads.size() < this.concurrency && this.threads.size() - this.busy < pieces) {
			Thread thread = THREADS.newThread(() -> this.awaiting.run(this::work));
			thread.start();
			this.threads.add(thread);
		}
	}

	private void work() {
		for (Runnable work = next(); work != null; work = next()) {
			Throwable thrown = perform(work);
			end(thrown);
		}
	}

	private @Nullable Runnable next() {
		this.lock.lock();
		try {
			while (this.waiting.isEmpty() && !this.closed && !this.stopped) {
				this.hasWork.awaitUninterruptibly();
			}
			Runnable next = this.waiting.poll();
			if (next != null) {
				this.busy++;
				// Left by the work before: that of the caller finds no work waiting
				Thread.interrupted();
			}
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Throwable perform(Runnable work) {
		try (ContextSnapshot.Scope scope = this.context.setThreadLocals()) {
			work.run();
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private void end(@Nullable Throwable thrown) {
		Throwable failure = thrown;
		try {
			clearThread();
		}
		catch (Throwable ex) {
			failure = (failure != null) ? failure : ex;
		}
		this.lock.lock();
		try {
			this.busy--;
			if (failure != null) {
				noteBroken(failure);
				stop();
			}
			if (this.waiting.size() + this.busy <= this.concurrency + this.ahead / 2) {
				this.hasRoom.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What the work has left on the thread is not there for the next.
	 */
	private static void clearThread() {
		for (ThreadLocalAccessor<?> accessor : ContextRegistry.getInstance().getThreadLocalAccessors()) {
			if (accessor.getValue() != null) {
				accessor.setValue();
			}
		}
	}

	private void noteBroken(Throwable thrown) {
		if (this.broken == null) {
			this.broken = thrown;
		}
		else if (this.broken != thrown) {
			this.broken.addSuppressed(thrown);
		}
	}

	private void stop() {
		this.stopped = true;
		this.waiting.clear();
		this.hasWork.signalAll();
		this.hasRoom.signal();
	}

	/**
	 * Waits until all work has ended. When the caller is interrupted, the threads are
	 * too, no other work begins, and the caller stays so.
	 */
	@Override
	public void close() {
		noMoreWork();
		boolean interrupted = false;
		for (Thread thread : this.threads) {
			interrupted |= join(thread);
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		throwIfBroken();
	}

	private void noMoreWork() {
		this.lock.lock();
		try {
			this.closed = true;
			this.hasWork.signalAll();
		}
		finally {
			this.lock.unlock();
		}
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
		this.lock.lock();
		try {
			stop();
			this.threads.forEach(Thread::interrupt);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void throwIfBroken() {
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
