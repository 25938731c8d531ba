package io.musubito;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * Code to run in a scope: the body of a step, a pipeline or a block with another mode. It
 * is serializable so that a lambda can tell which code it is; it is never serialized.
 *
 * @param <T> the type of the result
 * @param <E> the exception that may be thrown
 */
@FunctionalInterface
public interface Body<T extends @Nullable Object, E extends Exception> extends Serializable {

	/**
	 * Runs the code.
	 * @return its result
	 * @throws E what the code throws; it passes through unwrapped
	 */
	T call() throws E;

}
