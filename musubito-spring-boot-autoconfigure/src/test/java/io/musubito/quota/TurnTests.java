package io.musubito.quota;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.musubito.ModelLimitException;
import io.musubito.quota.Own.Holding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which process gets how many places.
 */
class TurnTests {

	private static final long NOW = 100_000;

	private static final Limit TEN = new Limit(10, Limit.NONE, Limit.NONE);

	@Test
	void whoWaitsAloneGetsAllThereIs() {
		assertThat(granted(TEN, state(Map.of()), 0, many(4, 1))).isEqualTo(4);
		assertThat(granted(TEN, state(Map.of()), 0, many(40, 1))).isEqualTo(10);
		assertThat(granted(TEN, state(Map.of("b", new Share(7, 7, 7, 7, 0, 0, 0))), 0, many(40, 1))).isEqualTo(3);
	}

	@Test
	void thoseWhoWaitShareThePlaces() {
		Share other = new Share(0, 0, 0, 0, 50, 1, NOW);
		assertThat(granted(TEN, state(Map.of("b", other)), 0, many(40, 1))).isEqualTo(5);
		assertThat(granted(TEN, state(Map.of("b", new Share(0, 0, 0, 0, 2, 1, NOW))), 0, many(40, 1))).isEqualTo(8);
	}

	@Test
	void whoHasUsedLeastComesFirst() {
		assertThat(granted(TEN, state(Map.of("b", new Share(0, 0, 0, 3, 50, 1, NOW))), 0, many(40, 1))).isEqualTo(7);
		assertThat(granted(TEN, state(Map.of("b", new Share(0, 0, 0, 0, 50, 1, NOW))), 60, many(40, 1))).isZero();
	}

	@Test
	void whoHasNotLookedForAWhileIsNotWaitedFor() {
		Share stopped = new Share(0, 0, 0, 0, 50, 1, NOW - 2_001);
		assertThat(granted(TEN, state(Map.of("b", stopped)), 60, many(40, 1))).isEqualTo(10);
	}

	@Test
	void aLargeRequestIsNotPassedByOnesThatCameLater() {
		Limit tokens = new Limit(Limit.NONE, 100, Limit.NONE);
		assertThat(granted(tokens, state(Map.of("b", new Share(0, 0, 40, 1, 0, 0, 0))), 0, waiting(70, 5, 5))).isZero();
		assertThat(granted(tokens, state(Map.of()), 0, waiting(70, 5, 50))).isEqualTo(2);
	}

	@Test
	void theTokensOfThoseWhoComeFirstAreLeftToThem() {
		Limit tokens = new Limit(Limit.NONE, 100, Limit.NONE);
		Share first = new Share(0, 0, 0, 0, 1, 80, NOW);
		assertThat(granted(tokens, state(Map.of("b", first)), 5, waiting(30))).isZero();
		assertThat(granted(tokens, state(Map.of("b", first)), 5, waiting(20))).isEqualTo(1);
	}

	@Test
	void nobodyGetsAPlaceWhileTheProviderWantsNoRequest() {
		assertThat(granted(TEN, state(Map.of()).heldUntil(NOW + 1), 0, many(4, 1))).isZero();
		assertThat(granted(TEN, state(Map.of()).heldUntil(NOW), 0, many(4, 1))).isEqualTo(4);
	}

	@Test
	void othersAreToldWhatIsTakenAndWhoWaitsStill() {
		Turn turn = Turn.of(state(Map.of()), "a", holding(0, many(12, 3)), TEN);
		assertThat(turn.state().shares()).containsExactly(Map.entry("a", new Share(10, 10, 30, 10, 2, 3, NOW)));
	}

	private static QuotaState state(Map<String, Share> shares) {
		return new QuotaState(NOW, NOW, 0, shares, List.of());
	}

	private static long granted(Limit limit, QuotaState state, long used, List<Waiter> waiting) {
		return Turn.of(state, "a", holding(used, waiting), limit).granted().size();
	}

	private static Holding holding(long used, List<Waiter> waiting) {
		return new Holding(new Share(0, 0, 0, used, waiting.size(), waiting.get(0).need(), NOW), List.of(), waiting);
	}

	private static List<Waiter> many(int count, long need) {
		return Stream.generate(() -> waiter(need)).limit(count).toList();
	}

	private static List<Waiter> waiting(long... needs) {
		return LongStream.of(needs).mapToObj(TurnTests::waiter).toList();
	}

	private static Waiter waiter(long need) {
		return new Waiter(need, Duration.ofMinutes(1), (waiter) -> new ModelLimitException("too long"),
				(waiter, why) -> {
				});
	}

}
