package io.musubito.execution;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.musubito.CircularStepException;
import io.musubito.execution.Waits.Wait;
import io.musubito.lineage.ActiveStep;
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

	private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	private final Waits waits = new Waits();

	private final Landing landing;

	private final AtomicBoolean watched = new AtomicBoolean();

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
	 * @param flight the flight of the caller, who ends it after the transaction
	 * @param answer the answer
	 */
	void hold(Flight flight, Answer answer) {
		if (!answer.undecided().withheld()) {
			flight.result = FlightResult.of(answer);
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
			this.landing.release(flight.activeStep);
		}
		finally {
			// Those who joined must not wait for ever, whatever happens to the claim
			this.flights.remove(flight.activeStep.replayKey(), flight);
			if (flight.result == null) {
				flight.result = result;
			}
			if (flight.awaited) {
				this.waits.of(flight).forEach(this::end);
			}
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
		if (bounded) {
			limit(wait);
		}
		try {
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
		Stages.whenEnded(wait.completion(), (result, cancelled) -> this.waits.end(wait));
		return wait.completion();
	}

	private Wait begin(Flight flight, ActiveStep caller) {
		StackRoom.require();
		watch();
		Wait wait = this.waits.begin(caller, flight);
		flight.awaited = true;
		// It may have landed before it could know of the wait
		goOn(wait);
		return wait;
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
			// The caller may go on at once, and must not be taken for one that waits
			this.waits.end(wait);
			wait.completion().complete(result);
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
		int running = 0;
		for (Flight flight : this.flights.values()) {
			running += (flight.result == null) ? 1 : 0;
		}
		return running;
	}

	boolean isLedBy(ActiveStep leader) {
		Flight flight = this.flights.get(leader.replayKey());
		return flight != null && flight.activeStep == leader && !flight.isLeft();
	}

	/**
	 * Looks from time to time, as long as anything is under way, after what its leader
	 * could not land.
	 */
	void watch() {
		if (!this.watched.get() && this.watched.compareAndSet(false, true)) {
			try {
				StoreThreads.start(new Watch(new WeakReference<>(this)));
			}
			catch (RuntimeException | OutOfMemoryError ex) {
				this.watched.set(false);
				logger.debug("No thread looks after flights that can't be landed", ex);
			}
		}
	}

	private void landWhatIsLeft() {
		this.flights.values().stream().filter(Flight::isLeft).forEach(this::land);
		this.waits.flights()
			.stream()
			.filter((flight) -> flight.result != null)
			.forEach((flight) -> this.waits.of(flight).forEach(this::end));
		this.landing.releaseWhatIsLeft();
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

		Flight(ActiveStep activeStep) {
			this.activeStep = activeStep;
		}

		ActiveStep activeStep() {
			return this.activeStep;
		}

		/**
		 * The answer, as long as a transaction has yet to decide on it.
		 */
		@Nullable Answer held() {
			return this.held;
		}

		/**
		 * Whether nobody will end the flight: neither its leader nor a transaction.
		 */
		private boolean isLeft() {
			return this.left && this.held == null;
		}

	}

	/**
	 * A thread that lasts as long as something is under way.
	 */
	private record Watch(WeakReference<SingleFlight> watched) implements Runnable {

		@Override
		public void run() {
			boolean goesOn = true;
			while (goesOn) {
				LockSupport.parkNanos(WATCH_NANOS);
				SingleFlight flights = this.watched.get();
				goesOn = flights != null && goesOn(flights);
			}
		}

		private static boolean goesOn(SingleFlight flights) {
			try {
				flights.landWhatIsLeft();
			}
			catch (Throwable ex) {
				logger.debug("Not all flights that were left could be landed", ex);
			}
			if (!flights.flights.isEmpty() || flights.waiting() > 0) {
				return true;
			}
			flights.watched.set(false);
			// Somebody may have begun meanwhile, and taken this thread for one that
			// watches
			return (!flights.flights.isEmpty() || flights.waiting() > 0) && flights.watched.compareAndSet(false, true);
		}

	}

}
