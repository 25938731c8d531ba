package io.musubito.ai;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Marks a call of a model on its way from the advisor to the model. The first observation
 * of a model that starts on this way is that of the call, and takes the mark, so that a
 * call which both see is told by the advisor alone. What starts later, because the model
 * asks another one as well, is a call of its own.
 */
final class AdvisedCall {

	private static final ThreadLocal<AdvisedCall> CURRENT = new ThreadLocal<>();

	private final AtomicBoolean pending = new AtomicBoolean(true);

	/**
	 * Whether a call is on its way on this thread that no observation has taken.
	 */
	static boolean isPending() {
		AdvisedCall current = CURRENT.get();
		return current != null && current.pending.get();
	}

	/**
	 * Takes the call that is on its way on this thread.
	 * @return whether there was one that was not taken and has not ended
	 */
	static boolean take() {
		AdvisedCall current = CURRENT.get();
		return current != null && current.pending.compareAndSet(true, false);
	}

	/**
	 * Sends the call on its way on this thread, until the scope is closed.
	 */
	Scope open() {
		AdvisedCall before = CURRENT.get();
		CURRENT.set(this);
		return () -> restore(before);
	}

	/**
	 * Ends the way: what starts from now on is another call.
	 */
	void end() {
		this.pending.set(false);
	}

	private static void restore(@Nullable AdvisedCall before) {
		if (before != null) {
			CURRENT.set(before);
		}
		else {
			CURRENT.remove();
		}
	}

	/**
	 * A stretch of code in which a call is on its way.
	 */
	@FunctionalInterface
	interface Scope extends AutoCloseable {

		@Override
		void close();

	}

}
