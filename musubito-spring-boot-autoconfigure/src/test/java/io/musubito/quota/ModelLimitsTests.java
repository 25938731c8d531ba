package io.musubito.quota;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.musubito.ModelLimitException;
import io.musubito.store.ReadOnlyStore;
import io.musubito.store.Store;
import io.musubito.store.sqlite.SqliteStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls get places within the limits, in turn, and give them back.
 */
@Timeout(120)
class ModelLimitsTests {

	private static final String MODEL = "gpt-5";

	private static final Duration BOUND = Duration.ofSeconds(100);

	@TempDir
	Path folder;

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	@AfterEach
	void close() throws Exception {
		while (!this.opened.isEmpty()) {
			this.opened.pop().close();
		}
	}

	@Test
	void aPlaceIsFreeOnlyWhenTheProviderHasForgottenTheRequest() {
		long window = 1_500;
		ModelLimits limits = limits(new Limit(2, Limit.NONE, Limit.NONE), window, BOUND);
		Place first = place(limits);
		Place second = place(limits);
		long ended = System.nanoTime();
		first.ended(0, 0);
		second.ended(0, 0);
		place(limits);
		assertThat(Duration.ofNanos(System.nanoTime() - ended)).isGreaterThanOrEqualTo(Duration.ofMillis(window));
	}

	@Test
	void aRequestThatMayStillBeOnItsWayKeepsItsPlace() {
		ModelLimits limits = limits(new Limit(1, Limit.NONE, Limit.NONE), 100, BOUND);
		Place first = place(limits);
		CompletableFuture<Place> second = limits.take(MODEL, 1, null);
		long window = System.nanoTime() + Duration.ofMillis(600).toNanos();
		Awaitility.await().until(() -> System.nanoTime() > window);
		assertThat(second).isNotDone();
		first.arrived();
		assertThat(second).succeedsWithin(BOUND);
	}

	@Test
	void whoComesFirstIsServedFirst() {
		ModelLimits limits = limits(new Limit(Limit.NONE, Limit.NONE, 1), 1_000, BOUND);
		Place held = place(limits);
		List<Integer> order = new ArrayList<>();
		List<CompletableFuture<Void>> all = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			int number = i;
			all.add(limits.take(MODEL, 1, null).thenAccept((place) -> {
				order.add(number);
				place.ended(0, 0);
			}));
		}
		held.ended(0, 0);
		assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))).succeedsWithin(BOUND);
		assertThat(order).hasSize(20).isSorted();
	}

	@Test
	void twoApplicationsOnOneStoreShareThem() {
		Limit limit = new Limit(Limit.NONE, Limit.NONE, 1);
		ModelLimits one = limits(limit, 1_000, BOUND);
		ModelLimits other = limits(limit, 1_000, BOUND);
		Place held = place(one);
		CompletableFuture<Place> waiting = other.take(MODEL, 1, null);
		Awaitility.await().until(() -> one.use().get(0).waiting() == 1);
		assertThat(waiting).isNotDone();
		assertThat(one.use()).containsExactly(new LimitUse(MODEL, limit, 1, 1, 1, 1, 0, 1, true));
		held.ended(0, 0);
		assertThat(waiting).succeedsWithin(BOUND);
	}

	@Test
	void whatIsCancelledLeavesThePlaceToTheNextOne() {
		ModelLimits limits = limits(new Limit(1, Limit.NONE, Limit.NONE), 100_000, BOUND);
		Place held = place(limits);
		CompletableFuture<Place> cancelled = limits.take(MODEL, 1, null);
		CompletableFuture<Place> next = limits.take(MODEL, 1, null);
		cancelled.cancel(false);
		assertThat(limits.waits().get(MODEL).waiting()).isEqualTo(1);
		held.giveBack();
		assertThat(next).succeedsWithin(BOUND);
	}

	@Test
	void waitingHasABound() {
		ModelLimits limits = limits(new Limit(1, Limit.NONE, Limit.NONE), 100_000, Duration.ofMillis(300));
		place(limits);
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> place(limits))
			.withMessageContaining("Model 'gpt-5' was not called")
			.withMessageContaining("1 requests a minute")
			.withMessageContaining("musubito.ai.limits-max-wait");
		assertThat(limits.waits().get(MODEL).waiting()).isZero();
	}

	@Test
	void tokensCountAsExpectedAndThenAsUsed() {
		ModelLimits limits = limits(new Limit(Limit.NONE, 100, Limit.NONE), 100_000, BOUND);
		Place first = place(limits, 60, null);
		CompletableFuture<Place> second = limits.take(MODEL, 60, null);
		assertThat(second).isNotDone();
		first.ended(30, 0);
		assertThat(second).succeedsWithin(BOUND);
		assertThat(limits.use().get(0).tokens()).isEqualTo(90);
	}

	@Test
	void whatAModelHasWrittenIsExpectedOfTheNextCall() {
		ModelLimits limits = limits(new Limit(Limit.NONE, 1_000, Limit.NONE), 100_000, BOUND);
		place(limits, 10, 500L);
		assertThat(limits.use().get(0).tokens()).isEqualTo(510);
		place(limits, 10, 100L).ended(30, 20);
		place(limits, 10, 500L);
		assertThat(limits.use().get(0).tokens()).isEqualTo(510 + 30 + 30);
	}

	@Test
	void aRequestThatIsLargerThanTheLimitIsRefusedAtOnce() {
		ModelLimits limits = limits(new Limit(Limit.NONE, 100, Limit.NONE), 100_000, BOUND);
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> limits.take(MODEL, 101, null))
			.withMessageContaining("about 101 tokens")
			.withMessageContaining("musubito.ai.limits.[gpt-5].tokens-per-minute");
		assertThat(place(limits, 90, 1_000L)).isNotNull();
	}

	@Test
	void aProviderThatWantsNoRequestHoldsAllBack() {
		Limit limit = new Limit(100, Limit.NONE, Limit.NONE);
		ModelLimits one = limits(limit, 1_000, BOUND);
		ModelLimits other = limits(limit, 1_000, BOUND);
		place(one).ended(0, 0);
		long started = System.nanoTime();
		one.holdBack(MODEL, Duration.ofMillis(1_500));
		Awaitility.await().until(() -> other.use().get(0).heldMillis() > 0);
		place(other);
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(1_450));
	}

	@Test
	void whoWouldBeHeldBackForTooLongIsRefusedAtOnce() {
		ModelLimits limits = limits(new Limit(100, Limit.NONE, Limit.NONE), 1_000, BOUND);
		limits.holdBack(MODEL, Duration.ofHours(1));
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> place(limits))
			.withMessageContaining("wants none for another 3600 s");
	}

	@Test
	void aClosedApplicationRefusesWhoWaitsAndGivesUpWhatItHas() throws Exception {
		Limit limit = new Limit(Limit.NONE, Limit.NONE, 1);
		ModelLimits closed = limits(limit, 1_000, BOUND);
		ModelLimits other = limits(limit, 1_000, BOUND);
		place(closed);
		CompletableFuture<Place> waiting = closed.take(MODEL, 1, null);
		closed.close();
		assertThat(waiting).failsWithin(BOUND)
			.withThrowableThat()
			.withCauseInstanceOf(ModelLimitException.class)
			.withMessageContaining("closed");
		assertThat(closed.take(MODEL, 1, null)).isCompletedExceptionally();
		place(other);
	}

	@Test
	void whereNothingIsWrittenEachProcessHasItsOwn() {
		Store store = store();
		Limit limit = new Limit(1, Limit.NONE, Limit.NONE);
		ModelLimits one = with(new ReadOnlyStore(store), limit, 1_000, BOUND);
		ModelLimits other = with(new ReadOnlyStore(store), limit, 1_000, BOUND);
		long before = System.nanoTime();
		place(one).ended(0, 0);
		place(other).ended(0, 0);
		assertThat(one.use().get(0).shared()).isFalse();
		assertThat(one.use().get(0).requests()).isEqualTo(1);
		place(one);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(1_000));
	}

	@Test
	void whoNeverCallsAModelNeedsNoStore() throws Exception {
		Path file = this.folder.resolve("unused/musubito.db");
		try (Store unused = SqliteStore.at(file.toString(), "", false, Clock.systemUTC());
				ModelLimits limits = new ModelLimits(Map.of(MODEL, new Limit(1, Limit.NONE, Limit.NONE)), BOUND,
						unused)) {
			assertThat(limits.use().get(0).requests()).isZero();
		}
		assertThat(file).doesNotExist();
	}

	@Test
	void aModelWithoutLimitsDoesNotWait() {
		ModelLimits limits = limits(new Limit(1, Limit.NONE, Limit.NONE), 100_000, BOUND);
		place(limits);
		assertThat(limits.isLimited("other")).isFalse();
		assertThat(limits.isLimited(null)).isFalse();
		assertThat(limits.take("other", 1, null)).isCompletedWithValue(Place.UNLIMITED);
		assertThat(limits.take(null, 1, null)).isCompletedWithValue(Place.UNLIMITED);
	}

	private static Place place(ModelLimits limits) {
		return place(limits, 1, null);
	}

	private static Place place(ModelLimits limits, long input, Long output) {
		try {
			return limits.take(MODEL, input, output).get();
		}
		catch (java.util.concurrent.ExecutionException ex) {
			throw (ModelLimitException) ex.getCause();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ModelLimits limits(Limit limit, long window, Duration bound) {
		return with(store(), limit, window, bound);
	}

	private Store store() {
		Store store = SqliteStore.open(this.folder.resolve("musubito.db"), false, Clock.systemUTC());
		this.opened.push(store);
		return store;
	}

	private ModelLimits with(Store store, Limit limit, long window, Duration bound) {
		ModelLimits limits = new ModelLimits(Map.of(MODEL, limit), bound, store, new Window(window));
		this.opened.push(limits);
		return limits;
	}

}
