package io.musubito.execution;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
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

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final ClaimStore store;

	private final ClaimSettings settings;

	private final IdentifiedCall call;

	private final Supplier<Set<String>> blocked;

	private final PollingWait wait;

	private final String id = UUID.randomUUID().toString();

	private @Nullable Set<String> published;

	ClaimWaiting(ClaimStore store, ClaimSettings settings, IdentifiedCall call, Supplier<Set<String>> blocked) {
		this.store = store;
		this.settings = settings;
		this.call = call;
		this.blocked = blocked;
		this.wait = new PollingWait(call, settings.maxWait(), "Step '" + call.operation()
				+ "': interrupted while waiting for another process that executes the same computation");
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
				if (!this.wait.pause()) {
					return timeIsUp(claim);
				}
				claim = this.store.find(claim.replayKey()).orElse(null);
				if (claim != null) {
					publish();
				}
			}
		}
		catch (StoreException ex) {
			// To claim it will fail too, which is when that is told
			logger.debug("It can't be found out whether step '" + this.call.operation() + "' still executes", ex);
		}
		return true;
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

	/**
	 * Records the wait for other processes, once it has lasted, and again when more calls
	 * depend on it.
	 */
	private void publish() {
		if (!this.wait.hasLasted()) {
			return;
		}
		Set<String> now = this.blocked.get();
		if (now.equals(this.published)) {
			return;
		}
		List<String> circle = this.store.await(new ClaimWait(this.id, this.call.activeStep().replayKey(), now));
		if (!circle.isEmpty()) {
			throw new CircularStepException("Step '" + this.call.operation()
					+ "' asks, through others, for a result that waits for its own: "
					+ String.join(" → ", this.call.activeStep().chain()) + ", where another process executes "
					+ String.join(" → ", circle) + ". They would wait for each other. Give the inner call other "
					+ "inputs, or call the method without the proxy.", null);
		}
		this.published = now;
	}

	@Override
	public void close() {
		if (this.published != null) {
			this.store.endWait(this.id);
		}
	}

}
