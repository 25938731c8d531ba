package io.musubito.faults;

import java.lang.reflect.Method;

/**
 * Threads for callers.
 */
final class Threads {

	private Threads() {
	}

	/**
	 * A virtual thread where the JVM has them (from 21 on), else one of the platform.
	 */
	static Thread virtualWhereThereAre(Runnable work) {
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
			return (Thread) unstarted.invoke(builder, work);
		}
		catch (NoSuchMethodException ex) {
			Thread thread = new Thread(work, "faults");
			thread.setDaemon(true);
			return thread;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
