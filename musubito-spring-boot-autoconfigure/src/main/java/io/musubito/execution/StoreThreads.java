package io.musubito.execution;

import java.util.concurrent.Executor;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.ClassUtils;

/**
 * Where work is done that may wait for the store or for others. There is always one more
 * thread: those who wait can't occupy what the one that they wait for needs.
 */
final class StoreThreads {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.scheduler.Schedulers",
			StoreThreads.class.getClassLoader());

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private static final SimpleAsyncTaskExecutor THREADS = threads();

	/**
	 * A thread for each piece of work. Where there is none, the work is done at once: to
	 * hold a thread up, even an event loop, is better than to lose a result.
	 */
	static final Executor OWN = StoreThreads::executeInAnyCase;

	private StoreThreads() {
	}

	/**
	 * Whether the current thread must not wait, such as an event loop.
	 */
	static boolean isNonBlockingThread() {
		return REACTOR && Reactor.isInNonBlockingThread();
	}

	/**
	 * Runs work here, or elsewhere if the current thread must not wait.
	 */
	static void run(Runnable work) {
		if (isNonBlockingThread()) {
			OWN.execute(work);
		}
		else {
			work.run();
		}
	}

	/**
	 * The threads as a scheduler. Only where Reactor is.
	 */
	static Scheduler scheduler() {
		return Reactor.SCHEDULER;
	}

	/**
	 * Begins a thread.
	 * @param work what it does
	 */
	static void start(Runnable work) {
		THREADS.execute(work);
	}

	private static void executeInAnyCase(Runnable work) {
		try {
			start(work);
		}
		catch (Throwable ex) {
			work.run();
		}
	}

	private static SimpleAsyncTaskExecutor threads() {
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("musubito-");
		threads.setDaemon(true);
		threads.setVirtualThreads(Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS);
		return threads;
	}

	/**
	 * Loaded only where Reactor is.
	 */
	private static final class Reactor {

		private static final Scheduler SCHEDULER = Schedulers.fromExecutor(OWN);

		private Reactor() {
		}

		static boolean isInNonBlockingThread() {
			return Schedulers.isInNonBlockingThread();
		}

	}

}
