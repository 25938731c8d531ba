package io.musubito.quota;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time in which requests are counted, whatever the clock of the machine does.
 */
class QuotaClockTests {

	private static final long WALL = 1_700_000_000_000L;

	private static final long HOUR = 3_600_000;

	private static final long WINDOW = 60_000;

	private long nanos = 5;

	private final QuotaClock clock = new QuotaClock(() -> this.nanos);

	@Test
	void goesOnWithTheClockThatAllHaveInCommon() {
		QuotaState state = at(QuotaState.EMPTY, WALL);
		assertThat(state.time()).isEqualTo(WALL);
		for (int i = 1; i <= 1_000; i++) {
			pass(Duration.ofNanos(7_300_000));
			state = at(state, WALL + (long) (i * 7.3));
		}
		assertThat(state.time()).isEqualTo(WALL + 7_300);
	}

	@Test
	void standsStillWhenThatIsSetBackAndGoesOnFromThere() {
		QuotaState state = full(at(QuotaState.EMPTY, WALL));
		state = at(state, WALL - HOUR);
		assertThat(state.time()).isEqualTo(WALL);
		assertThat(state.requests()).isEqualTo(60);
		pass(Duration.ofSeconds(59));
		state = at(state, WALL - HOUR + 59_000);
		assertThat(state.time()).isEqualTo(WALL + 59_000);
		assertThat(state.requests()).isEqualTo(60);
		pass(Duration.ofSeconds(2));
		assertThat(at(state, WALL - HOUR + 61_000).requests()).isZero();
	}

	@Test
	void goesNoFurtherThanTheProcessKnowsWhenThatIsSetForward() {
		QuotaState state = full(at(QuotaState.EMPTY, WALL));
		pass(Duration.ofSeconds(1));
		state = at(state, WALL + HOUR);
		assertThat(state.time()).isEqualTo(WALL + 1_000);
		assertThat(state.requests()).isEqualTo(60);
		pass(Duration.ofSeconds(60));
		assertThat(at(state, WALL + HOUR + 60_000).requests()).isZero();
	}

	@Test
	void aProcessThatWasIdleBelievesTheClock() {
		QuotaState state = full(at(QuotaState.EMPTY, WALL));
		pass(Duration.ofHours(1));
		state = at(state, WALL + HOUR);
		assertThat(state.time()).isEqualTo(WALL + HOUR);
		assertThat(state.requests()).isZero();
	}

	@Test
	void clocksThatAreReadAtDifferentMomentsDoNotMakeItGoFaster() {
		QuotaState state = at(QuotaState.EMPTY, WALL);
		for (int i = 0; i < 100; i++) {
			state = at(state, WALL + 5);
			state = at(state, WALL);
		}
		assertThat(state.time()).isEqualTo(WALL + 5);
	}

	@Test
	void goesOnByItselfWithoutAStore() {
		QuotaState state = full(at(QuotaState.EMPTY, WALL));
		pass(Duration.ofSeconds(10));
		assertThat(this.clock.alone(state, WINDOW).time()).isEqualTo(WALL + 10_000);
		assertThat(this.clock.alone(state, WINDOW).requests()).isEqualTo(60);
		pass(Duration.ofSeconds(51));
		assertThat(this.clock.alone(state, WINDOW).requests()).isZero();
	}

	private static QuotaState full(QuotaState state) {
		return new QuotaState(state.time(), state.wall(), 0, Map.of(), List.of(new Ended(state.time(), 60, 60)));
	}

	private QuotaState at(QuotaState state, long wall) {
		return this.clock.now(state, wall, WINDOW);
	}

	private void pass(Duration time) {
		this.nanos += time.toNanos();
	}

}
