package io.musubito.lineage;

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
		LineageContext before = current();
		set(context);
		return () -> set(before);
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
