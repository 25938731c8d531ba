package io.musubito.execution;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Looks from time to time, as long as anything is under way, after what its leader could
 * not end. Its thread lasts no longer than that.
 */
final class FlightWatch {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final WeakReference<SingleFlight> flights;

	private final AtomicBoolean running = new AtomicBoolean();

	FlightWatch(SingleFlight flights) {
		this.flights = new WeakReference<>(flights);
	}

	/**
	 * Begins to look, unless it does already.
	 */
	void begin() {
		if (!this.running.get() && this.running.compareAndSet(false, true)) {
			try {
				StoreThreads.start(this::look);
			}
			catch (RuntimeException | OutOfMemoryError ex) {
				this.running.set(false);
				logger.debug("No thread looks after flights that can't be landed", ex);
			}
		}
	}

	private void look() {
		boolean goesOn = true;
		while (goesOn) {
			LockSupport.parkNanos(PAUSE_NANOS);
			SingleFlight watched = this.flights.get();
			goesOn = watched != null && goesOn(watched);
		}
	}

	private boolean goesOn(SingleFlight watched) {
		boolean busy = true;
		try {
			busy = watched.landWhatIsLeft();
		}
		catch (Throwable ex) {
			logger.debug("Not all flights that were left could be landed", ex);
		}
		if (busy) {
			return true;
		}
		this.running.set(false);
		// Somebody may have begun meanwhile, and taken this thread for one that looks
		return watched.isBusy() && this.running.compareAndSet(false, true);
	}

}
