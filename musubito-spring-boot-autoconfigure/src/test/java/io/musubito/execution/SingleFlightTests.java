package io.musubito.execution;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.musubito.CircularStepException;
import io.musubito.StepOutcome;
import io.musubito.Usage;
import io.musubito.artifact.Artifact;
import io.musubito.execution.SingleFlight.Flight;
import io.musubito.lineage.ActiveStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(20)
class SingleFlightTests {

	private final SingleFlight singleFlight = new SingleFlight((leader) -> {
	}, Duration.ofMinutes(1));

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void joinersGoOnWhenTheClaimCannotBeReleased() {
		IllegalStateException failure = new IllegalStateException("closed");
		SingleFlight failing = new SingleFlight((leader) -> {
			throw failure;
		}, Duration.ofMinutes(1));
		Flight flight = failing.enter(new Flight(new ActiveStep("a", "key", null, null)));
		CompletableFuture<FlightResult> joined = failing.completion(flight, new ActiveStep("a", "key", null, null));
		assertThatThrownBy(() -> failing.complete(flight, new FlightResult.Abandoned())).isSameAs(failure);
		assertThat(joined).isCompletedWithValue(new FlightResult.Abandoned());
		assertThat(failing.running()).isZero();
	}

	@Test
	void theFirstCallerLeadsAndTheOthersGetItsAnswer() throws Exception {
		ActiveStep leader = new ActiveStep("a", "key", null, null);
		Flight flight = this.singleFlight.enter(new Flight(leader));
		assertThat(flight.activeStep()).isSameAs(leader);
		ActiveStep joiner = new ActiveStep("a", "key", null, null);
		Flight joined = this.singleFlight.enter(new Flight(joiner));
		assertThat(joined).isSameAs(flight);
		Future<FlightResult> landing = this.threads.submit(() -> this.singleFlight.await(joined, joiner, false));
		this.singleFlight.complete(flight, new FlightResult.Answered(answer(), 0));
		assertThat(landing.get()).isEqualTo(new FlightResult.Answered(answer(), 0));
		assertThat(this.singleFlight.running()).isZero();
	}

	@Test
	void aStepThatAsksForItselfIsRefusedWithTheChain() {
		ActiveStep outer = new ActiveStep("outer", "key", null, null);
		this.singleFlight.enter(new Flight(outer));
		ActiveStep middle = new ActiveStep("middle", "other", outer, null);
		this.singleFlight.enter(new Flight(middle));
		ActiveStep inner = new ActiveStep("outer", "key", middle, null);
		Flight flight = this.singleFlight.enter(new Flight(inner));
		assertThatExceptionOfType(CircularStepException.class)
			.isThrownBy(() -> this.singleFlight.await(flight, inner, false))
			.withMessageContaining("outer → middle → outer");
	}

	@Test
	void twoCallsThatWouldWaitForEachOtherAreNotBothLeftWaiting() throws Exception {
		ActiveStep one = new ActiveStep("one", "key 1", null, null);
		ActiveStep two = new ActiveStep("two", "key 2", null, null);
		Flight flightOfOne = this.singleFlight.enter(new Flight(one));
		Flight flightOfTwo = this.singleFlight.enter(new Flight(two));
		ActiveStep twoWithinOne = new ActiveStep("two", "key 2", one, null);
		CountDownLatch waiting = new CountDownLatch(1);
		Future<FlightResult> firstWait = this.threads.submit(() -> {
			waiting.countDown();
			return this.singleFlight.await(this.singleFlight.enter(new Flight(twoWithinOne)), twoWithinOne, false);
		});
		waiting.await();
		ActiveStep oneWithinTwo = new ActiveStep("one", "key 1", two, null);
		// Either of the two may be the one that closes the circle.
		Future<FlightResult> secondWait = this.threads.submit(
				() -> this.singleFlight.await(this.singleFlight.enter(new Flight(oneWithinTwo)), oneWithinTwo, false));
		Future<FlightResult> refused = firstToFail(firstWait, secondWait);
		assertThat(refused).failsWithin(Duration.ofSeconds(5))
			.withThrowableThat()
			.withCauseInstanceOf(CircularStepException.class);
		this.singleFlight.complete(flightOfOne, new FlightResult.Abandoned());
		this.singleFlight.complete(flightOfTwo, new FlightResult.Abandoned());
	}

	@Test
	void oneWhoFollowsWithoutWaitingCountsAsWaitingUntilItGivesUp() {
		ActiveStep one = new ActiveStep("one", "key 1", null, null);
		ActiveStep two = new ActiveStep("two", "key 2", null, null);
		Flight flightOfOne = this.singleFlight.enter(new Flight(one));
		Flight flightOfTwo = this.singleFlight.enter(new Flight(two));
		CompletableFuture<FlightResult> completion = this.singleFlight.completion(flightOfTwo,
				new ActiveStep("two", "key 2", one, null));
		ActiveStep oneWithinTwo = new ActiveStep("one", "key 1", two, null);
		assertThatExceptionOfType(CircularStepException.class)
			.isThrownBy(() -> this.singleFlight.completion(flightOfOne, oneWithinTwo));
		completion.cancel(false);
		CompletableFuture<FlightResult> allowed = this.singleFlight.completion(flightOfOne, oneWithinTwo);
		this.singleFlight.complete(flightOfOne, new FlightResult.Abandoned());
		assertThat(allowed).isCompletedWithValue(new FlightResult.Abandoned());
		this.singleFlight.complete(flightOfTwo, new FlightResult.Abandoned());
	}

	@Test
	void waitingForAnIndependentCallIsNotCircular() throws Exception {
		ActiveStep one = new ActiveStep("one", "key 1", null, null);
		this.singleFlight.enter(new Flight(one));
		ActiveStep shared = new ActiveStep("shared", "key 2", null, null);
		Flight flight = this.singleFlight.enter(new Flight(shared));
		ActiveStep sharedWithinOne = new ActiveStep("shared", "key 2", one, null);
		Future<FlightResult> wait = this.threads.submit(() -> this.singleFlight.await(flight, sharedWithinOne, false));
		this.singleFlight.complete(flight, new FlightResult.Abandoned());
		assertThat(wait.get(5, TimeUnit.SECONDS)).isEqualTo(new FlightResult.Abandoned());
	}

	private static Future<FlightResult> firstToFail(Future<FlightResult> one, Future<FlightResult> other) {
		while (true) {
			if (one.isDone()) {
				return one;
			}
			if (other.isDone()) {
				return other;
			}
			Thread.onSpinWait();
		}
	}

	private static Answer answer() {
		return new Answer(StepOutcome.EXECUTED, "n", "n", ARTIFACT, Duration.ZERO, Usage.NONE, true, null);
	}

	private static final Artifact ARTIFACT = Artifact.of(new byte[] { '1' });

}
