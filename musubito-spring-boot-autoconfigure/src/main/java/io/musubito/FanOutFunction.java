package io.musubito;

import org.jspecify.annotations.Nullable;

/**
 * What is done with each item of a fan-out, see {@link FanOut#apply}. It usually calls a
 * step.
 *
 * @param <T> the type of the items
 * @param <R> the type of the results
 */
@FunctionalInterface
public interface FanOutFunction<T extends @Nullable Object, R extends @Nullable Object> {

	/**
	 * Handles one item.
	 * @param item the item
	 * @return its result
	 * @throws Exception what makes this item fail, and no other one
	 */
	R apply(T item) throws Exception;

}
