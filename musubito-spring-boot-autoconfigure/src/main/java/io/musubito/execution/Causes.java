package io.musubito.execution;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Looks for what a failure was caused by.
 */
public final class Causes {

	/** Deeper than any real chain, and an end to one that runs in a circle. */
	private static final int MAX_DEPTH = 20;

	private Causes() {
	}

	/**
	 * Whether a failure, or one of its causes, is such as is looked for.
	 * @param failure the failure; {@code null} for none
	 * @param sought what is looked for
	 * @return whether it is found, not farther than 20 causes away
	 */
	public static boolean include(@Nullable Throwable failure, Predicate<Throwable> sought) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			if (sought.test(cause)) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

}
