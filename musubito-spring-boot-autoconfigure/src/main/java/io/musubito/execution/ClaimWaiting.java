package io.musubito.execution;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.musubito.CircularStepException;
import io.musubito.ClaimTimeoutException;
import io.musubito.StoreException;
import io.musubito.store.Claim;
import io.musubito.store.ClaimStore;
import io.musubito.store.ClaimWait;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One call that waits for the claims of others. It looks again and again whether they
 * still exist, and holds no connection meanwhile. Used by one thread.
 */
final class ClaimWaiting implements AutoCloseable {

	private static final long FIRST_DELAY_MILLIS = 5;

	private static final long MAX_DELAY_MILLIS = 100;

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final ClaimStore store;

	private final ClaimSettings settings;

	private final IdentifiedCall call;

	private final Supplier<Set<String>> blocked;

	private final long startedNanos = System.nanoTime();

	private final String id = UUID.randomUUID().toString();

	private long delayMillis = FIRST_DELAY_MILLIS;

	private @Nullable Set<String> known;

	ClaimWaiting(ClaimStore store, ClaimSettings settings, IdentifiedCall call, Supplier<Set<String>> blocked) {
		this.store = store;
		this.settings = settings;
		this.call = call;
		this.blocked = blocked;
	}

	/**
	 * Waits until nobody has a claim on the computation any more.
	 * @param first the claim of somebody else
	 * @return {@code true} when nobody has; {@code false} when the call has waited long
	 * enough and is to execute nevertheless
	 * @throws CircularStepException when that would be never
	 * @throws ClaimTimeoutException when the call has waited long enough and is to fail
	 * @throws CancellationException when the thread is interrupted
	 */
	boolean untilFree(Claim first) {
		Claim claim = first;
		try {
			while (claim != null) {
				if (isTimeUp()) {
					return timeIsUp(claim);
				}
				sleep();
				claim = this.store.find(claim.replayKey()).orElse(null);
				if (claim != null) {
					letOthersKnow();
				}
			}
		}
		catch (StoreException ex) {
			// To claim it will fail too, which is when that is told
			logger.debug("It can't be found out whether step '" + this.call.operation() + "' still executes", ex);
		}
		return true;
	}

	private boolean isTimeUp() {
		return waited().compareTo(this.settings.maxWait()) >= 0;
	}

	private Duration waited() {
		return Duration.ofNanos(System.nanoTime() - this.startedNanos);
	}

	private boolean timeIsUp(Claim claim) {
		String message = "Step '" + this.call.operation() + "' has waited for " + this.settings.maxWait()
				+ ", as process " + claim.pid() + " is executing the same computation since " + claim.since()
				+ " (node " + claim.nodeId() + ")";
		if (this.settings.onTimeout() == ClaimSettings.OnTimeout.FAIL) {
			throw new ClaimTimeoutException(message + ". End that process if it hangs, or raise "
					+ "musubito.claims.max-wait above the time that the step may take.", null);
		}
		logger.warn(message + ". It is executed here too, and this result is not kept for replay.");
		return false;
	}

	private void sleep() {
		try {
			TimeUnit.MILLISECONDS.sleep(Math.min(this.delayMillis, remainingMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			CancellationException cancellation = new CancellationException("Step '" + this.call.operation()
					+ "': interrupted while waiting for another process that executes the same computation");
			cancellation.initCause(ex);
			throw cancellation;
		}
		this.delayMillis = Math.min(2 * this.delayMillis, MAX_DELAY_MILLIS);
	}

	private long remainingMillis() {
		return Math.max(1, this.settings.maxWait().minus(waited()).toMillis());
	}

	/**
	 * Tells others of the wait, once it has lasted, and again when more calls depend on
	 * it.
	 */
	private void letOthersKnow() {
		if (this.delayMillis < MAX_DELAY_MILLIS) {
			return;
		}
		Set<String> now = this.blocked.get();
		if (now.equals(this.known)) {
			return;
		}
		List<String> circle = this.store.await(new ClaimWait(this.id, this.call.frame().replayKey(), now));
		if (!circle.isEmpty()) {
			throw new CircularStepException("Step '" + this.call.operation()
					+ "' asks, through others, for a result that waits for its own: "
					+ String.join(" → ", this.call.frame().chain()) + ", where another process executes "
					+ String.join(" → ", circle) + ". They would wait for each other. Give the inner call other "
					+ "inputs, or call the method without the proxy.", null);
		}
		this.known = now;
	}

	@Override
	public void close() {
		if (this.known != null) {
			this.store.endWait(this.id);
		}
	}

}
