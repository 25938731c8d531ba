package io.musubito.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether an effect happened, as soon as that is decided. Those who want to know are told
 * one after the other in the order in which they asked, so that what one of them records
 * is there for the next one. Safe for use by many threads.
 */
final class EffectDecision {

	private static final Log logger = LogFactory.getLog(EffectExecutor.class);

	private final Deque<Consumer<Boolean>> listeners = new ArrayDeque<>();

	private @Nullable Boolean happened;

	private boolean told;

	/**
	 * Tells whether it happened: at once when all who asked before have been told.
	 */
	void whenMade(Consumer<Boolean> listener) {
		boolean answer;
		synchronized (this) {
			if (this.happened == null || !this.told) {
				this.listeners.add(listener);
				return;
			}
			answer = this.happened;
		}
		tell(listener, answer);
	}

	void make(boolean effectHappened) {
		synchronized (this) {
			this.happened = effectHappened;
		}
		for (Consumer<Boolean> next = next(); next != null; next = next()) {
			tell(next, effectHappened);
		}
	}

	/**
	 * Whether it is decided that it did not happen.
	 */
	synchronized boolean isNegative() {
		return Boolean.FALSE.equals(this.happened);
	}

	synchronized boolean isOpen() {
		return this.happened == null;
	}

	private synchronized @Nullable Consumer<Boolean> next() {
		Consumer<Boolean> next = this.listeners.poll();
		this.told = (next == null);
		return next;
	}

	private static void tell(Consumer<Boolean> listener, boolean happened) {
		try {
			listener.accept(happened);
		}
		catch (RuntimeException | Error ex) {
			// The others wait to be told too
			logger.error("What depends on whether an effect happened can't be completed", ex);
		}
	}

}
