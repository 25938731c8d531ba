package io.musubito.execution;

import org.jspecify.annotations.Nullable;

/**
 * The threads that wait until the work of the current thread is done: a transaction of
 * one of them can't end before.
 */
public final class AwaitingThreads {

	private static final ThreadLocal<@Nullable AwaitingThreads> CURRENT = new ThreadLocal<>();

	private final Thread thread;

	private final @Nullable AwaitingThreads others;

	private AwaitingThreads(Thread thread, @Nullable AwaitingThreads others) {
		this.thread = thread;
		this.others = others;
	}

	/**
	 * The current thread and those that wait for it.
	 * @return these threads, for work that the current thread hands on and waits for
	 */
	public static AwaitingThreads withCurrent() {
		return new AwaitingThreads(Thread.currentThread(), CURRENT.get());
	}

	/**
	 * Does work that these threads wait for.
	 * @param work the work
	 */
	public void run(Runnable work) {
		AwaitingThreads before = CURRENT.get();
		CURRENT.set(this);
		try {
			work.run();
		}
		finally {
			if (before != null) {
				CURRENT.set(before);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	/**
	 * Whether a thread can't go on before the current one has: it is the current one, or
	 * waits for it.
	 */
	static boolean include(Thread thread) {
		if (thread == Thread.currentThread()) {
			return true;
		}
		for (AwaitingThreads next = CURRENT.get(); next != null; next = next.others) {
			if (next.thread == thread) {
				return true;
			}
		}
		return false;
	}

}
