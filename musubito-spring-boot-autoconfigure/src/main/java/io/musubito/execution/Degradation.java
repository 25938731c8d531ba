package io.musubito.execution;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.musubito.StoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts the calls that had to do without the store, and logs the first of a series.
 */
public final class Degradation {

	private static final Log logger = LogFactory.getLog(Degradation.class);

	private final AtomicLong count = new AtomicLong();

	private final AtomicBoolean warned = new AtomicBoolean();

	void noteFailure(String operation, StoreException ex) {
		this.count.incrementAndGet();
		if (this.warned.compareAndSet(false, true)) {
			logger.error("Step '" + operation + "' goes on without the store: its result reaches the caller, but "
					+ "can't be replayed later. Said once until the store works again.", ex);
		}
	}

	void noteSuccess() {
		if (this.warned.get() && this.warned.compareAndSet(true, false)) {
			logger.info("The store works again");
		}
	}

	/**
	 * How many times the store could not be read or written.
	 * @return the count since the start
	 */
	public long count() {
		return this.count.get();
	}

}
