package io.musubito.execution;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.musubito.StoreException;
import io.musubito.store.WorkStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which calls were executed elsewhere: one question for all that wait, asked
 * less often the longer nothing happens. Its thread lives as long as something is
 * offered.
 */
final class OfferWatch {

	private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final Map<String, Offer> offers;

	private final Supplier<WorkStore> store;

	private @Nullable Thread thread;

	private long pauseNanos = SHORTEST_NANOS;

	OfferWatch(Map<String, Offer> offers, Supplier<WorkStore> store) {
		this.offers = offers;
		this.store = store;
	}

	/**
	 * To be called when something was offered.
	 */
	synchronized void begin() {
		if (this.thread == null) {
			Thread watching = new Thread(this::watch, "musubito-offers");
			watching.setDaemon(true);
			watching.start();
			this.thread = watching;
		}
	}

	private void watch() {
		do {
			LockSupport.parkNanos(this.pauseNanos);
			this.pauseNanos = (tellOfEnded()) ? SHORTEST_NANOS : Math.min(this.pauseNanos * 3 / 2, LONGEST_NANOS);
		}
		while (!isDone());
	}

	private synchronized boolean isDone() {
		boolean done = this.offers.isEmpty();
		if (done) {
			this.thread = null;
			this.pauseNanos = SHORTEST_NANOS;
		}
		return done;
	}

	private boolean tellOfEnded() {
		boolean found = false;
		try {
			for (String workId : this.store.get().findEnded()) {
				Offer offer = this.offers.get(workId);
				if (offer != null) {
					offer.executed();
					found = true;
				}
			}
		}
		catch (StoreException ex) {
			// Those who wait find out themselves
		}
		return found;
	}

}
