package io.musubito.execution;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.StoreException;
import io.musubito.execution.SingleFlight.Landing;
import io.musubito.lineage.ActiveStep;
import io.musubito.lineage.RunScope;
import io.musubito.replay.Decision;
import io.musubito.replay.ReplayPolicy;
import io.musubito.store.ClaimStore;
import io.musubito.store.Claimed;
import io.musubito.store.StackRoom;

/**
 * Claims computations for the calls that execute them, so that other processes wait for
 * their results. A claim is the side of a flight that other processes see: it is released
 * when the flight lands at the latest. Without a store that works, steps run without
 * claims.
 */
final class Claims implements Landing {

	private final ClaimStore store;

	private final Degradation degradation;

	private final Clock clock;

	private final ClaimSettings settings;

	private final SingleFlight flights;

	private final ConcurrentMap<String, ActiveStep> holders = new ConcurrentHashMap<>();

	Claims(ClaimStore store, Degradation degradation, Clock clock, ClaimSettings settings) {
		this.store = store;
		this.degradation = degradation;
		this.clock = clock;
		this.settings = settings;
		this.flights = new SingleFlight(this, settings.maxWait());
	}

	/**
	 * The flights of this application, whose leaders may have claims.
	 */
	SingleFlight flights() {
		return this.flights;
	}

	Duration maxWait() {
		return this.settings.maxWait();
	}

	static boolean isNeeded(IdentifiedCall call, Decision.Execute decision) {
		return call.mode() != ReplayMode.REPLAY_ONLY && !ReplayPolicy.neverReplays(call.definition())
				&& decision.reason() != Reason.STORE_UNAVAILABLE;
	}

	/**
	 * Claims the computation of a call.
	 * @param call the call, which leads a flight
	 * @return the claim of somebody else, or that the call may execute
	 */
	Claimed acquire(IdentifiedCall call) {
		StackRoom.require();
		this.flights.watch().begin();
		RunScope run = call.context().run();
		hold(call.activeStep());
		try {
			Claimed claimed = this.store.claim(call.key(null), (run != null) ? run.runId() : null,
					this.clock.instant());
			if (claimed.other() != null) {
				this.holders.remove(call.activeStep().replayKey(), call.activeStep());
			}
			else {
				// It may have been given up before there was anything to release
				this.holders.put(call.activeStep().replayKey(), call.activeStep());
			}
			return claimed;
		}
		catch (StoreException ex) {
			this.degradation.noteFailure(call.operation(), ex);
			return new Claimed(null, true);
		}
	}

	/**
	 * Counts a call as one that may have a claim, before it has it.
	 */
	private void hold(ActiveStep leader) {
		ActiveStep left = this.holders.putIfAbsent(leader.replayKey(), leader);
		if (left != null && left != leader) {
			// It leads no flight any more
			release(left);
			this.holders.put(leader.replayKey(), leader);
		}
	}

	/**
	 * Releases the claim of a call, if it has one.
	 * @param leader the call
	 */
	@Override
	public void release(ActiveStep leader) {
		if (this.holders.get(leader.replayKey()) == leader) {
			StackRoom.require();
			// It counts as held until it is released
			this.holders.computeIfPresent(leader.replayKey(), (replayKey, holder) -> {
				if (holder == leader) {
					this.store.release(replayKey);
				}
				return (holder == leader) ? null : holder;
			});
		}
	}

	@Override
	public void releaseWhatIsLeft() {
		this.holders.values().stream().filter((holder) -> !this.flights.isLedBy(holder)).forEach(this::release);
	}

	/**
	 * Begins to wait for the claim of somebody else.
	 * @param call the call that waits
	 * @return the wait
	 */
	ClaimWaiting await(IdentifiedCall call) {
		return new ClaimWaiting(this.store, this.settings, call, () -> this.flights.blockedBy(call.activeStep()));
	}

}
