package io.musubito.execution;

import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import io.musubito.CircularStepException;
import io.musubito.EffectInDoubtException;
import io.musubito.ReplayMissException;
import io.musubito.lineage.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent callers of one replay key share one answer: the first one answers, the
 * others wait for it. A wait that could never end, because the awaited call itself waits
 * for the caller, is refused.
 */
final class SingleFlight {

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	private final List<Wait> waits = new ArrayList<>();

	private final Consumer<Frame> beforeLanding;

	/**
	 * Creates the flights of an application.
	 * @param beforeLanding called with the leader of a flight before others may take off
	 */
	SingleFlight(Consumer<Frame> beforeLanding) {
		this.beforeLanding = beforeLanding;
	}

	/**
	 * Takes off, or finds the flight that is under way.
	 * @param frame the call
	 * @return the flight; the caller must land it if it is its own
	 */
	Flight enter(Frame frame) {
		Flight own = new Flight(frame);
		Flight underWay = this.flights.putIfAbsent(frame.replayKey(), own);
		return (underWay != null) ? underWay : own;
	}

	void land(Flight flight, Landing landing) {
		this.beforeLanding.accept(flight.frame);
		this.flights.remove(flight.frame.replayKey(), flight);
		flight.landing.complete(landing);
	}

	/**
	 * Waits for a flight of somebody else.
	 * @param flight the flight
	 * @param caller the call that waits
	 * @return how it ended
	 * @throws CircularStepException when the flight can't land before the caller
	 * @throws InterruptedException when the caller is interrupted
	 */
	Landing await(Flight flight, Frame caller) throws InterruptedException {
		Wait wait = new Wait(caller, flight);
		begin(wait);
		try {
			return flight.landing.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A flight lands, it does not fail", ex);
		}
		finally {
			end(wait);
		}
	}

	/**
	 * Follows a flight of somebody else without waiting for it.
	 * @param flight the flight
	 * @param caller the call that follows it
	 * @return how it ended, once it has; to be cancelled by a caller that gives up
	 * @throws CircularStepException when the flight can't land before the caller
	 */
	CompletableFuture<Landing> arrival(Flight flight, Frame caller) {
		Wait wait = new Wait(caller, flight);
		begin(wait);
		CompletableFuture<Landing> arrival = new CompletableFuture<>();
		Stages.whenEnded(arrival, (landing, cancelled) -> end(wait));
		Stages.whenEnded(flight.landing, (landing, failure) -> {
			// The caller may go on at once, and must not be taken for one that waits
			end(wait);
			arrival.complete(landing);
		});
		return arrival;
	}

	/**
	 * The computations that can't end before a call has: of the calls around it, and of
	 * those that wait for one of these.
	 * @param call the call
	 * @return their replay keys
	 */
	synchronized Set<String> blockedBy(Frame call) {
		Set<String> replayKeys = new HashSet<>();
		collectBlockedBy(call, replayKeys, new HashSet<>());
		return replayKeys;
	}

	private void collectBlockedBy(Frame call, Set<String> replayKeys, Set<Frame> seen) {
		for (Frame around = call.enclosing(); around != null; around = around.enclosing()) {
			replayKeys.add(around.replayKey());
		}
		for (Wait wait : this.waits) {
			if (call.isWithin(wait.flight.frame) && seen.add(wait.caller)) {
				collectBlockedBy(wait.caller, replayKeys, seen);
			}
		}
	}

	int underWay() {
		return this.flights.size();
	}

	private synchronized void begin(Wait wait) {
		if (dependsOn(wait.flight.frame, wait.caller, new HashSet<>())) {
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
	private boolean dependsOn(Frame frame, Frame other, Set<Frame> seen) {
		if (other.isWithin(frame)) {
			return true;
		}
		if (!seen.add(frame)) {
			return false;
		}
		return this.waits.stream()
			.anyMatch((wait) -> wait.caller.isWithin(frame) && dependsOn(wait.flight.frame, other, seen));
	}

	/**
	 * One call that others may join.
	 */
	static final class Flight {

		private final Frame frame;

		private final CompletableFuture<Landing> landing = new CompletableFuture<>();

		private Flight(Frame frame) {
			this.frame = frame;
		}

		boolean isOwnedBy(Frame other) {
			return this.frame == other;
		}

	}

	/**
	 * How a flight ended, for those who joined it.
	 */
	sealed interface Landing {

		/**
		 * What an answer of one caller means for those who joined it.
		 */
		static Landing of(Answer answer) {
			return answer.joinable() ? new Answered(answer) : new Abandoned();
		}

		/**
		 * What a failure of one caller means for those who joined it.
		 */
		static Landing of(Throwable failure) {
			boolean ownAffair = failure instanceof ReplayMissException || failure instanceof CircularStepException
					|| failure instanceof EffectInDoubtException || Interruption.causedBy(failure)
					|| BudgetRefusal.causedBy(failure);
			return ownAffair ? new Abandoned() : new Failed(failure);
		}

		/**
		 * With an answer.
		 *
		 * @param answer the answer
		 */
		record Answered(Answer answer) implements Landing {

		}

		/**
		 * With an exception of the step.
		 *
		 * @param failure the exception
		 */
		record Failed(Throwable failure) implements Landing {

		}

		/**
		 * Without either: those who joined try for themselves.
		 */
		record Abandoned() implements Landing {

		}

	}

	private record Wait(Frame caller, Flight flight) {

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
