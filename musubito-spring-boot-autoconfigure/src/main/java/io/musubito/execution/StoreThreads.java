package io.musubito.execution;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import reactor.core.scheduler.Schedulers;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.ClassUtils;

/**
 * Where work is done that may wait for the store.
 */
final class StoreThreads {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.scheduler.Schedulers",
			StoreThreads.class.getClassLoader());

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	/**
	 * For callers that joined another one: what they do next must not hold up the thread
	 * on which that one ended.
	 */
	static final Executor OWN = own();

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
		if (!isNonBlockingThread()) {
			work.run();
			return;
		}
		try {
			Reactor.schedule(work);
		}
		catch (RejectedExecutionException ex) {
			// To hold an event loop up is better than to lose a result
			work.run();
		}
	}

	private static Executor own() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("musubito-");
		executor.setDaemon(true);
		executor.setVirtualThreads(Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS);
		return executor;
	}

	/**
	 * Loaded only where Reactor is.
	 */
	private static final class Reactor {

		private Reactor() {
		}

		static boolean isInNonBlockingThread() {
			return Schedulers.isInNonBlockingThread();
		}

		static void schedule(Runnable work) {
			Schedulers.boundedElastic().schedule(work);
		}

	}

}
