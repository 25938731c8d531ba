package io.musubito.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.musubito.CircularStepException;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.ActiveStep;

/**
 * Who waits for whom in this process. A wait that could never end, because the awaited
 * call itself waits for the caller, is refused. Safe for use by any number of threads.
 */
final class Waits {

	private final Set<Wait> all = identitySet();

	private final Map<Flight, Set<Wait>> byFlight = new IdentityHashMap<>();

	/** By each call around the caller, and the caller itself. */
	private final Map<ActiveStep, Set<Wait>> within = new IdentityHashMap<>();

	/**
	 * Begins to wait.
	 * @param caller the call that waits
	 * @param flight what it waits for
	 * @return the wait, to be ended
	 * @throws CircularStepException when the flight can't end before the caller
	 */
	synchronized Wait begin(ActiveStep caller, Flight flight) {
		if (dependsOn(flight.activeStep(), caller, new HashSet<>())) {
			Deque<String> chain = caller.chain();
			throw new CircularStepException("Step '" + caller.operation()
					+ "' asks, directly or through others, for its own result with the same inputs: "
					+ String.join(" → ", chain) + ". It would wait for itself. Give the inner call other "
					+ "inputs, or call the method without the proxy.", null);
		}
		Wait wait = new Wait(caller, flight);
		try {
			add(wait);
			return wait;
		}
		catch (Throwable ex) {
			end(wait);
			throw ex;
		}
	}

	private void add(Wait wait) {
		this.all.add(wait);
		this.byFlight.computeIfAbsent(wait.flight(), (key) -> identitySet()).add(wait);
		for (ActiveStep around = wait.caller(); around != null; around = around.enclosing()) {
			this.within.computeIfAbsent(around, (step) -> identitySet()).add(wait);
		}
	}

	/**
	 * Ends a wait. To end it again changes nothing.
	 */
	synchronized void end(Wait wait) {
		this.all.remove(wait);
		remove(this.byFlight, wait.flight(), wait);
		for (ActiveStep around = wait.caller(); around != null; around = around.enclosing()) {
			remove(this.within, around, wait);
		}
	}

	private static <K> void remove(Map<K, Set<Wait>> waits, K key, Wait wait) {
		Set<Wait> left = waits.get(key);
		if (left != null && left.remove(wait) && left.isEmpty()) {
			waits.remove(key);
		}
	}

	/**
	 * Those who wait for a flight.
	 */
	synchronized List<Wait> of(Flight flight) {
		return List.copyOf(this.byFlight.getOrDefault(flight, Set.of()));
	}

	/**
	 * What is waited for.
	 */
	synchronized List<Flight> flights() {
		return List.copyOf(this.byFlight.keySet());
	}

	synchronized int size() {
		return this.all.size();
	}

	/**
	 * The computations that can't end before a call has: of the calls around it, and of
	 * those that wait for one of these.
	 * @param call the call
	 * @return their replay keys
	 */
	synchronized Set<String> blockedBy(ActiveStep call) {
		Set<String> replayKeys = new HashSet<>();
		collectBlockedBy(call, replayKeys, new HashSet<>());
		return replayKeys;
	}

	private void collectBlockedBy(ActiveStep call, Set<String> replayKeys, Set<ActiveStep> seen) {
		for (ActiveStep around = call.enclosing(); around != null; around = around.enclosing()) {
			replayKeys.add(around.replayKey());
		}
		for (Wait wait : this.all) {
			if (call.isWithin(wait.flight().activeStep()) && seen.add(wait.caller())) {
				collectBlockedBy(wait.caller(), replayKeys, seen);
			}
		}
	}

	/**
	 * Whether a call can't end before another one: the other one runs within it, or it,
	 * or a call within it, waits for a flight of which the same is true.
	 */
	private boolean dependsOn(ActiveStep activeStep, ActiveStep other, Set<ActiveStep> seen) {
		List<ActiveStep> left = new ArrayList<>(List.of(activeStep));
		while (!left.isEmpty()) {
			ActiveStep next = left.remove(left.size() - 1);
			if (other.isWithin(next)) {
				return true;
			}
			if (seen.add(next)) {
				this.within.getOrDefault(next, Set.of()).forEach((wait) -> left.add(wait.flight().activeStep()));
			}
		}
		return false;
	}

	private static Set<Wait> identitySet() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}

	/**
	 * One call that waits.
	 *
	 * @param caller the call
	 * @param flight what it waits for
	 * @param completion how that ended, once it has
	 */
	record Wait(ActiveStep caller, Flight flight, CompletableFuture<FlightResult> completion) {

		private Wait(ActiveStep caller, Flight flight) {
			this(caller, flight, new CompletableFuture<>());
		}

	}

}
