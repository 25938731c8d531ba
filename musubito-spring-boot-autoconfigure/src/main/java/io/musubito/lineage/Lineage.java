package io.musubito.lineage;

import org.jspecify.annotations.Nullable;

/**
 * The lineage context of the current thread.
 */
public final class Lineage {

	private static final ThreadLocal<LineageContext> CURRENT = new ThreadLocal<>();

	private Lineage() {
	}

	/**
	 * The context of the current thread.
	 * @return the context, {@link LineageContext#empty()} when none is open
	 */
	public static LineageContext current() {
		LineageContext context = CURRENT.get();
		return (context != null) ? context : LineageContext.empty();
	}

	/**
	 * Makes a context the current one until the scope is closed, on this thread.
	 * @param context the context
	 * @return the scope, which puts back what was current before
	 */
	public static Scope open(LineageContext context) {
		LineageContext before = CURRENT.get();
		set(context);
		return () -> putBack(before);
	}

	/**
	 * Makes a context the current one again, where a scope could not be closed.
	 * @param context the context
	 */
	public static void restore(LineageContext context) {
		if (current() != context) {
			set(context);
		}
	}

	/**
	 * Asks the context nothing: what is thrown here leaves it on the thread.
	 */
	private static void putBack(@Nullable LineageContext before) {
		if (before == null) {
			CURRENT.remove();
		}
		else {
			CURRENT.set(before);
		}
	}

	static void set(LineageContext context) {
		if (context.equals(LineageContext.empty())) {
			CURRENT.remove();
		}
		else {
			CURRENT.set(context);
		}
	}

	/**
	 * A stretch of code in which a context is current.
	 */
	@FunctionalInterface
	public interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
