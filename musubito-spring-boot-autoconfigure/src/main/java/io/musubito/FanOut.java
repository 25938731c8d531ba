package io.musubito;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The same code for many items, see {@link Musubito#forEach}. Immutable.
 * <p>
 * A step that the code calls has a node for each item, found again by its content: in
 * another call items that were there before are replayed, wherever they are now.
 *
 * @param <T> the type of the items
 */
public interface FanOut<T extends @Nullable Object> {

	/**
	 * Sets how many items are handled at a time.
	 * @param items 1, the default, for one after the other on the calling thread;
	 * otherwise up to so many threads of this fan-out, virtual ones where the JVM has
	 * them (Java 21), handle them. Each item begins with everything that Micrometer
	 * context propagation carries over. What the function leaves in a thread local that
	 * is not registered there may be seen by a later item.
	 * @return a fan-out with this concurrency
	 */
	FanOut<T> concurrency(int items);

	/**
	 * Lets other processes execute the steps that the function calls for an item, where
	 * they have to be executed. What is stored is replayed here, effects are performed
	 * here, and so is all that can't be handed over; the journal says what and why. What
	 * nobody takes is executed here. How many steps wait for others at a time says
	 * {@link #concurrency}.
	 * @return a fan-out that does so; the same as this one where {@code
	 * musubito.workers.engine} is {@code none}
	 */
	FanOut<T> distributed();

	/**
	 * Calls a function with each item, {@code null} included, and waits until all have
	 * been handled.
	 * <p>
	 * The items are read by the calling thread, as they are needed; those of a
	 * {@link java.util.Collection} up to 64 before they are handled. An exception that
	 * this throws is passed on as it is, when those that were read have been handled.
	 * <p>
	 * When the calling thread is interrupted, no further item begins, those that are
	 * being handled are interrupted and waited for, and the thread stays interrupted. An
	 * {@link Error} of the function ends it in the same way, and is passed on as it is.
	 * @param <R> the type of the results
	 * @param function the function; it may throw anything, and may fan out itself
	 * @return its results in the order of the items, unmodifiable
	 * @throws FanOutException when the function failed for some items. All others have
	 * been handled, and what steps returned for them is stored: the next call executes
	 * only what failed.
	 * @throws java.util.concurrent.CancellationException when the calling thread was
	 * interrupted
	 */
	<R extends @Nullable Object> List<R> apply(FanOutFunction<? super T, ? extends R> function);

}
