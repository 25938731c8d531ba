package io.musubito.benchmark;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

import com.sun.management.ThreadMXBean;

/**
 * What work allocates on the thread that does it.
 */
final class Allocated {

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private Allocated() {
	}

	/**
	 * The bytes of one repetition of a work.
	 */
	static Callable<Double> each(int times, Callable<?> work) {
		return () -> {
			long thread = Thread.currentThread().getId();
			long before = THREADS.getThreadAllocatedBytes(thread);
			for (int i = 0; i < times; i++) {
				work.call();
			}
			return (THREADS.getThreadAllocatedBytes(thread) - before) / (double) times;
		};
	}

}
