package io.musubito.quota;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import io.musubito.StoreException;
import io.musubito.store.QuotaRow;
import io.musubito.store.QuotaStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What all processes have used of a model, as the store has it. While the store can't be
 * used, it is what this process knows: it goes on with the limits for itself. Used by one
 * thread at a time.
 */
final class SharedState {

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final Log logger = LogFactory.getLog(SharedState.class);

	private final String model;

	private final QuotaStore store;

	private final Window window;

	private final QuotaClock clock;

	private @Nullable QuotaRow row;

	private QuotaState last = QuotaState.EMPTY;

	private boolean told;

	SharedState(String model, QuotaStore store, Window window, LongSupplier nanos) {
		this.model = model;
		this.store = store;
		this.window = window;
		this.clock = new QuotaClock(nanos);
	}

	/**
	 * Changes the state. Where somebody else changes it at the same time, the change is
	 * done once more.
	 * @param change makes another state of the one now
	 * @return {@code false} when what has ended has to be told once more
	 */
	boolean change(UnaryOperator<QuotaState> change) {
		while (true) {
			QuotaState before = now();
			QuotaState after = change.apply(before);
			if (after == before || write(after)) {
				boolean known = this.row != null || !this.store.isShared();
				if (known) {
					this.last = new QuotaState(after.time(), after.wall(), after.heldUntil(), Map.of(), after.ended());
				}
				return known;
			}
			LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
		}
	}

	/**
	 * The state of now.
	 */
	private QuotaState now() {
		this.row = find();
		if (this.row == null) {
			return this.clock.alone(this.last, this.window.millis());
		}
		return this.clock.now(read(this.row), this.row.time().toEpochMilli(), this.window.millis());
	}

	/**
	 * The state of now for those who only look, by any thread.
	 * @return the state; {@code null} when others are not known
	 */
	@Nullable QuotaState peek() {
		if (!this.store.isShared()) {
			return null;
		}
		try {
			QuotaRow found = this.store.find(this.model);
			return new QuotaClock(System::nanoTime).now(QuotaText.read(found.content()), found.time().toEpochMilli(),
					this.window.millis());
		}
		catch (StoreException | IllegalArgumentException ex) {
			return null;
		}
	}

	private @Nullable QuotaRow find() {
		if (!this.store.isShared()) {
			tell(null);
			return null;
		}
		try {
			return this.store.find(this.model);
		}
		catch (StoreException ex) {
			tell(ex);
			return null;
		}
	}

	private QuotaState read(QuotaRow found) {
		try {
			return QuotaText.read(found.content());
		}
		catch (IllegalArgumentException ex) {
			long now = found.time().toEpochMilli();
			logger.warn("What is used of the limits of model '" + this.model + "' is damaged in the Musubito store ("
					+ ex.getMessage() + "). It is called again in " + Duration.ofMillis(this.window.millis())
					+ ", when none of that counts any more");
			return new QuotaState(now, now, this.window.endOf(now) + this.window.millis(), Map.of(),
					QuotaState.EMPTY.ended());
		}
	}

	private boolean write(QuotaState after) {
		QuotaRow read = this.row;
		if (read == null) {
			return true;
		}
		try {
			boolean written = this.store.replace(this.model, read.version(), QuotaText.write(after));
			if (written && this.told) {
				this.told = false;
				logger.info("The limits of model '" + this.model + "' are shared by all instances again");
			}
			return written;
		}
		catch (StoreException ex) {
			tell(ex);
			this.row = null;
			return true;
		}
	}

	private void tell(@Nullable StoreException failure) {
		if (!this.told) {
			this.told = true;
			logger.warn("The limits of model '" + this.model + "' hold for this process alone: the Musubito store "
					+ ((failure != null) ? "can't be used. They are shared again when it can"
							: "is not written. Set musubito.store.access=read-write to share them"),
					failure);
		}
	}

}
