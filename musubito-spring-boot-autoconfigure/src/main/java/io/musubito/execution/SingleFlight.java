package io.musubito.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.musubito.CircularStepException;
import io.musubito.lineage.ActiveStep;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent callers of one replay key share one answer: the first one answers, the
 * others wait for it. A wait that could never end, because the awaited call itself waits
 * for the caller, is refused.
 */
final class SingleFlight {

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	private final List<Wait> waits = new ArrayList<>();

	private final Consumer<ActiveStep> beforeCompletion;

	private final Duration maxWait;

	/**
	 * Creates the flights of an application.
	 * @param beforeCompletion called with the leader of a flight before others may enter
	 * the next one
	 * @param maxWait how long after its start a call waits for a transaction at the most
	 */
	SingleFlight(Consumer<ActiveStep> beforeCompletion, Duration maxWait) {
		this.beforeCompletion = beforeCompletion;
		this.maxWait = maxWait;
	}

	/**
	 * Begins a flight, or finds the one that is running.
	 * @param activeStep the call
	 * @return the flight; the caller must complete it if it is its own
	 */
	Flight enter(ActiveStep activeStep) {
		Flight own = new Flight(activeStep);
		Flight running = this.flights.putIfAbsent(activeStep.replayKey(), own);
		return (running != null) ? running : own;
	}

	/**
	 * Notes the answer of a flight that does not end yet, as a transaction has yet to
	 * decide on it. Those who joined it go on when the answer is not withheld from them.
	 * Nobody else joins it when the answer is not kept: such a step is executed each
	 * time.
	 * @param flight the flight of the caller, who ends it after the transaction
	 * @param answer the answer
	 */
	void hold(Flight flight, Answer answer) {
		if (!answer.kept()) {
			leave(flight);
		}
		if (!answer.undecided().withheld()) {
			flight.result.complete(FlightResult.of(answer));
		}
		flight.held.complete(answer);
	}

	/**
	 * Ends a flight. To end it again changes nothing, except that it releases what was
	 * claimed since.
	 * @param flight the flight of the caller
	 * @param result how it ended
	 */
	void complete(Flight flight, FlightResult result) {
		try {
			leave(flight);
		}
		finally {
			// Those who joined must not wait for ever, whatever happens to the claim
			flight.result.complete(result);
		}
	}

	private void leave(Flight flight) {
		try {
			this.beforeCompletion.accept(flight.activeStep);
		}
		finally {
			this.flights.remove(flight.activeStep.replayKey(), flight);
		}
	}

	/**
	 * Waits for a flight of somebody else.
	 * @param flight the flight
	 * @param caller the call that waits
	 * @param bounded whether it waits for {@code maxWait} at the most even if no
	 * transaction is waited for
	 * @return how it ended
	 * @throws CircularStepException when the flight can't end before the caller
	 * @throws InterruptedException when the caller is interrupted
	 */
	FlightResult await(Flight flight, ActiveStep caller, boolean bounded) throws InterruptedException {
		CompletableFuture<FlightResult> completion = completion(flight, caller);
		if (bounded) {
			limit(completion, flight, caller);
		}
		try {
			return completion.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A flight is completed, it does not fail", ex);
		}
		finally {
			completion.cancel(false);
		}
	}

	/**
	 * Follows a flight of somebody else without waiting for it.
	 * @param flight the flight
	 * @param caller the call that follows it
	 * @return how it ended, once it has; to be cancelled by a caller that gives up
	 * @throws CircularStepException when the flight can't end before the caller
	 */
	CompletableFuture<FlightResult> completion(Flight flight, ActiveStep caller) {
		Wait wait = new Wait(caller, flight);
		begin(wait);
		CompletableFuture<FlightResult> completion = new CompletableFuture<>();
		Stages.whenEnded(completion, (result, cancelled) -> end(wait));
		Stages.whenEnded(flight.result, (result, failure) -> {
			// The caller may go on at once, and must not be taken for one that waits
			end(wait);
			completion.complete(result);
		});
		Stages.whenEnded(flight.held, (answer, failure) -> limit(completion, flight, caller));
		return completion;
	}

	private void limit(CompletableFuture<FlightResult> completion, Flight flight, ActiveStep caller) {
		long leftNanos = this.maxWait.toNanos() - (System.nanoTime() - caller.startedNanos());
		completion.completeOnTimeout(new FlightResult.TimeIsUp(flight), Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
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
		for (Wait wait : this.waits) {
			if (call.isWithin(wait.flight.activeStep) && seen.add(wait.caller)) {
				collectBlockedBy(wait.caller, replayKeys, seen);
			}
		}
	}

	int running() {
		return this.flights.size();
	}

	private synchronized void begin(Wait wait) {
		if (dependsOn(wait.flight.activeStep, wait.caller, new HashSet<>())) {
			Deque<String> chain = wait.caller.chain();
			throw new CircularStepException("Step '" + wait.caller.operation()
					+ "' asks, directly or through others, for its own result with the same inputs: "
					+ String.join(" → ", chain) + ". It would wait for itself. Give the inner call other "
					+ "inputs, or call the method without the proxy.", null);
		}
		this.waits.add(wait);
	}

	private synchronized void end(Wait wait) {
		this.waits.remove(wait);
	}

	/**
	 * Whether a call can't end before another one: the other one runs within it, or it,
	 * or a call within it, waits for a flight of which the same is true.
	 */
	private boolean dependsOn(ActiveStep activeStep, ActiveStep other, Set<ActiveStep> seen) {
		if (other.isWithin(activeStep)) {
			return true;
		}
		if (!seen.add(activeStep)) {
			return false;
		}
		return this.waits.stream()
			.anyMatch((wait) -> wait.caller.isWithin(activeStep) && dependsOn(wait.flight.activeStep, other, seen));
	}

	/**
	 * One call that others may join.
	 */
	static final class Flight {

		private final ActiveStep activeStep;

		private final CompletableFuture<FlightResult> result = new CompletableFuture<>();

		private final CompletableFuture<Answer> held = new CompletableFuture<>();

		private Flight(ActiveStep activeStep) {
			this.activeStep = activeStep;
		}

		boolean isOwnedBy(ActiveStep other) {
			return this.activeStep == other;
		}

		/**
		 * The answer, as long as a transaction has yet to decide on it.
		 */
		@Nullable Answer held() {
			return this.held.getNow(null);
		}

	}

	private record Wait(ActiveStep caller, Flight flight) {

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
