package io.musubito.execution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.musubito.CircularStepException;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.ActiveStep;
import io.musubito.store.StackRoom;
import io.musubito.testing.TimeLimit;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The interleavings of calls on a {@link SingleFlight}, as Lincheck's model checking
 * chooses them: one thread runs at a time, and is changed at reads and writes of what
 * threads share. Each computation has at most one leader at a time, whoever joins one
 * goes on, and nothing is left. Lincheck draws from a fixed seed: each run is the same.
 */
@Tag("slow")
@Timeout(300)
class SingleFlightInterleavingTests {

	@Test
	void twoThreads() {
		explore(2, 2, 6, 80);
	}

	@Test
	void threeThreads() {
		explore(3, 1, 4, 50);
	}

	private static void explore(int threads, int callsEach, int scenarios, int interleavings) {
		try (TimeLimit limit = TimeLimit.of(scenarios * interleavings, Duration.ofMillis(100))) {
			options(threads, callsEach).iterations(scenarios).invocationsPerIteration(interleavings).check(Calls.class);
		}
	}

	private static ModelCheckingOptions options(int threads, int callsEach) {
		return new ModelCheckingOptions().threads(threads)
			.actorsPerThread(callsEach)
			.actorsBefore(0)
			.actorsAfter(0)
			// So that threads are changed where this code is, not within the map
			.addGuarantee(ManagedStrategyGuaranteeKt.forClasses(ConcurrentHashMap.class.getName())
				.allMethods()
				.treatAsAtomic())
			.addGuarantee(ManagedStrategyGuaranteeKt.forClasses(SingleFlightInterleavingTests::isUsedByOneThread)
				.allMethods()
				.ignore());
	}

	/**
	 * Collections that are used under a lock or by one thread, without calls of others
	 * within. Lincheck would also take the null key of the identity map for its own. The
	 * stack room calls itself, which Lincheck takes for a loop without an end.
	 */
	private static boolean isUsedByOneThread(String name) {
		return Stream
			.of("java.util.HashMap", "java.util.HashSet", "java.util.LinkedHash", "java.util.IdentityHashMap",
					"java.util.ImmutableCollections", "java.util.Abstract", StackRoom.class.getName())
			.anyMatch(name::startsWith);
	}

	/**
	 * The calls of one scenario. What must not be is noted, and fails at its end.
	 */
	@Param(name = "key", gen = IntGen.class, conf = "1:2")
	public static class Calls {

		private static final Answer ANSWER = new Answer(StepOutcome.EXECUTED, "n", "n", Artifact.of(new byte[] { '1' }),
				Duration.ZERO, Usage.NONE, true, null);

		private static final String[] KEYS = { "", "one", "other" };

		private static final VarHandle RUNNING = running();

		private final Map<String, ActiveStep> leaders = new ConcurrentHashMap<>();

		private final AtomicInteger asked = new AtomicInteger();

		private final AtomicInteger ended = new AtomicInteger();

		private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

		private final SingleFlight flights = withoutThread(
				new SingleFlight((leader) -> this.leaders.remove(leader.replayKey(), leader), Duration.ofMinutes(1)));

		/**
		 * What its thread does once a second is an operation here.
		 */
		private static SingleFlight withoutThread(SingleFlight flights) {
			((AtomicBoolean) RUNNING.get(flights.watch())).set(true);
			return flights;
		}

		private static VarHandle running() {
			try {
				return MethodHandles.privateLookupIn(FlightWatch.class, MethodHandles.lookup())
					.findVarHandle(FlightWatch.class, "running", AtomicBoolean.class);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * Asks for an answer, again if somebody who was first has none.
		 */
		@Operation
		public void answer(@Param(name = "key") int key) {
			this.asked.incrementAndGet();
			answer(key, null, (answered) -> {
				check(answered, "refused");
				this.ended.incrementAndGet();
			});
		}

		private void answer(int key, @Nullable ActiveStep enclosing, Consumer<Boolean> end) {
			Flight own = own(key, enclosing);
			Flight flight = this.flights.enter(own);
			if (flight == own) {
				lead(own);
				this.flights.complete(own, new FlightResult.Answered(ANSWER, 0));
				end.accept(true);
			}
			else {
				join(flight, own.activeStep(), (result) -> {
					if (result instanceof FlightResult.Abandoned) {
						answer(key, enclosing, end);
					}
					else {
						end.accept(result instanceof FlightResult.Answered answered && answered.answer() == ANSWER);
					}
				}, () -> end.accept(false));
			}
		}

		private void join(Flight flight, ActiveStep caller, Consumer<FlightResult> end, Runnable refused) {
			CompletableFuture<FlightResult> completion;
			try {
				completion = this.flights.completion(flight, caller);
			}
			catch (CircularStepException ex) {
				refused.run();
				return;
			}
			completion.thenAccept(end);
		}

		/**
		 * Has no answer for those who join, or joins and goes away at once.
		 */
		@Operation
		public void giveUp(@Param(name = "key") int key) {
			Flight own = own(key, null);
			Flight flight = this.flights.enter(own);
			if (flight == own) {
				lead(own);
				this.flights.complete(own, new FlightResult.Abandoned());
			}
			else {
				this.flights.completion(flight, own.activeStep()).cancel(false);
			}
		}

		/**
		 * Asks for the other answer while it leads: somebody who does it the other way
		 * round must not wait for it too.
		 */
		@Operation
		public void answerWithin(@Param(name = "key") int key) {
			Flight own = own(key, null);
			if (this.flights.enter(own) == own) {
				lead(own);
				this.asked.incrementAndGet();
				answer(3 - key, own.activeStep(), (answered) -> {
					this.flights.complete(own,
							answered ? new FlightResult.Answered(ANSWER, 0) : new FlightResult.Abandoned());
					this.ended.incrementAndGet();
				});
			}
		}

		/**
		 * Leads and can't end it, which others do then.
		 */
		@Operation
		public void leave(@Param(name = "key") int key) {
			Flight own = own(key, null);
			if (this.flights.enter(own) == own) {
				lead(own);
				own.left = true;
			}
			this.flights.landWhatIsLeft();
		}

		private static Flight own(int key, @Nullable ActiveStep enclosing) {
			return new Flight(new ActiveStep("step", KEYS[key], enclosing, null));
		}

		private void lead(Flight own) {
			ActiveStep leader = own.activeStep();
			ActiveStep other = this.leaders.putIfAbsent(leader.replayKey(), leader);
			check(other == null, "two lead");
		}

		@Validate
		public void nothingIsLeft() {
			check(this.ended.get() == this.asked.get(), "not all were answered");
			check(this.leaders.isEmpty(), "somebody leads");
			check(!this.flights.isBusy(), "somebody waits");
			if (!this.wrong.isEmpty()) {
				throw new IllegalStateException(this.wrong.toString());
			}
		}

		private void check(boolean holds, String otherwise) {
			if (!holds) {
				this.wrong.add(otherwise);
			}
		}

	}

}
