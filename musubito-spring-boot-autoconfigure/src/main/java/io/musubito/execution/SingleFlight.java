package io.musubito.execution;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.musubito.CircularStepException;
import io.musubito.execution.Waits.Wait;
import io.musubito.lineage.ActiveStep;
import io.musubito.store.StackRoom;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent callers of one replay key share one answer: the first one answers, the
 * others wait for it. A wait that could never end, because the awaited call itself waits
 * for the caller, is refused. A flight whose leader could not land it, such as for want
 * of stack, is landed by the next caller or, when others wait, after a second.
 */
final class SingleFlight {

	private static final Log logger = LogFactory.getLog(StepExecutor.class);

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	private final Waits waits = new Waits();

	private final Landing landing;

	private final FlightWatch watch = new FlightWatch(this);

	private final Duration maxWait;

	/**
	 * Creates the flights of an application.
	 * @param landing what else belongs to the end of a flight
	 * @param maxWait how long after its start a call waits for a transaction at the most
	 */
	SingleFlight(Landing landing, Duration maxWait) {
		this.landing = landing;
		this.maxWait = maxWait;
	}

	/**
	 * Begins a flight, or finds the one that is running.
	 * @param own the flight that the caller would lead
	 * @return the flight; the caller must complete it if it is its own
	 */
	Flight enter(Flight own) {
		while (true) {
			own.enteredNanos = System.nanoTime();
			Flight running = this.flights.putIfAbsent(own.activeStep.replayKey(), own);
			if (running == null) {
				return own;
			}
			if (!running.isLeft()) {
				return running;
			}
			land(running);
		}
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
			flight.result = FlightResult.of(answer, flight.enteredNanos);
		}
		flight.held = answer;
		if (flight.awaited) {
			this.waits.of(flight).forEach(this::goOn);
		}
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
			if (flight.result == null) {
				flight.result = result;
			}
			if (flight.awaited) {
				this.waits.of(flight).forEach(this::end);
			}
		}
	}

	/**
	 * Lets the next flight begin.
	 */
	private void leave(Flight flight) {
		try {
			this.landing.release(flight.activeStep);
		}
		finally {
			this.flights.remove(flight.activeStep.replayKey(), flight);
		}
	}

	/**
	 * Ends a flight that nobody leads any more.
	 */
	private void land(Flight flight) {
		try {
			complete(flight, new FlightResult.Abandoned());
		}
		catch (RuntimeException ex) {
			logger.debug("The claim of step '" + flight.activeStep.operation() + "' was not released", ex);
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
		Wait wait = begin(flight, caller);
		try {
			if (bounded) {
				limit(wait);
			}
			return wait.completion().get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A flight is completed, it does not fail", ex);
		}
		finally {
			this.waits.end(wait);
			wait.completion().cancel(false);
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
		Wait wait = begin(flight, caller);
		try {
			Stages.whenEnded(wait.completion(), (result, cancelled) -> this.waits.end(wait));
			return wait.completion();
		}
		catch (Throwable ex) {
			this.waits.end(wait);
			throw ex;
		}
	}

	private Wait begin(Flight flight, ActiveStep caller) {
		StackRoom.require();
		this.watch.begin();
		Wait wait = this.waits.begin(caller, flight);
		try {
			flight.awaited = true;
			// It may have landed before it could know of the wait
			goOn(wait);
			return wait;
		}
		catch (Throwable ex) {
			this.waits.end(wait);
			throw ex;
		}
	}

	/**
	 * Lets one who waits go on, or not wait for a transaction for ever.
	 */
	private void goOn(Wait wait) {
		end(wait);
		if (wait.flight().held != null) {
			limit(wait);
		}
	}

	private void limit(Wait wait) {
		long leftNanos = this.maxWait.toNanos() - (System.nanoTime() - wait.caller().startedNanos());
		wait.completion()
			.completeOnTimeout(new FlightResult.TimeIsUp(wait.flight()), Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
	}

	/**
	 * Lets one who waited go on.
	 */
	private void end(Wait wait) {
		FlightResult result = wait.flight().result;
		if (result != null) {
			CompletableFuture<FlightResult> completion = wait.completion();
			try {
				// The caller may go on at once, and must not be taken for one that waits
				this.waits.end(wait);
			}
			finally {
				// Nobody finds a wait again that has ended in part
				completion.complete(result);
			}
		}
	}

	/**
	 * The computations that can't end before a call has.
	 * @param call the call
	 * @return their replay keys
	 */
	Set<String> blockedBy(ActiveStep call) {
		return this.waits.blockedBy(call);
	}

	/**
	 * The flights that have not ended, without those around a call.
	 * @param here the call; {@code null} for none
	 */
	List<UnderWay> underWay(@Nullable ActiveStep here) {
		return this.flights.values()
			.stream()
			.filter((flight) -> here == null || !here.isWithin(flight.activeStep))
			.map((flight) -> new UnderWay("step '" + flight.activeStep.operation() + "'", flight,
					() -> flight.isLeft() || this.flights.get(flight.activeStep.replayKey()) != flight))
			.toList();
	}

	int waiting() {
		return this.waits.size();
	}

	int running() {
		return (int) this.flights.values().stream().filter((flight) -> flight.result == null).count();
	}

	FlightWatch watch() {
		return this.watch;
	}

	boolean isLedBy(ActiveStep leader) {
		Flight flight = this.flights.get(leader.replayKey());
		return flight != null && flight.activeStep == leader && !flight.isLeft();
	}

	/**
	 * Ends what its leader could not end.
	 * @return whether something is still under way
	 */
	boolean landWhatIsLeft() {
		this.flights.values().stream().filter(Flight::isLeft).forEach(this::land);
		this.waits.flights()
			.stream()
			.filter((flight) -> flight.result != null)
			.forEach((flight) -> this.waits.of(flight).forEach(this::end));
		this.landing.releaseWhatIsLeft();
		return isBusy();
	}

	boolean isBusy() {
		return !this.flights.isEmpty() || waiting() > 0;
	}

	/**
	 * What else belongs to the end of a flight.
	 */
	interface Landing {

		/**
		 * Called before others may enter the next flight, more than once.
		 * @param leader the leader of the flight
		 */
		void release(ActiveStep leader);

		/**
		 * Releases what belongs to no flight any more.
		 */
		default void releaseWhatIsLeft() {
		}

	}

	/**
	 * One call that others may join.
	 */
	static final class Flight {

		/**
		 * Set when the part of the leader has ended, whatever became of the flight: to
		 * set a field can't fail, not even for want of stack.
		 */
		volatile boolean left;

		private final ActiveStep activeStep;

		private volatile @Nullable FlightResult result;

		private volatile @Nullable Answer held;

		private volatile boolean awaited;

		volatile long enteredNanos;

		Flight(ActiveStep activeStep) {
			this.activeStep = activeStep;
		}

		ActiveStep activeStep() {
			return this.activeStep;
		}

		/** The answer, as long as a transaction has yet to decide on it. */
		@Nullable Answer held() {
			return this.held;
		}

		/** Whether nobody will end it: neither its leader nor a transaction. */
		private boolean isLeft() {
			return this.left && this.held == null;
		}

	}

}
