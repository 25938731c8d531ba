package io.musubito.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.musubito.StoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When retention happens by itself.
 */
@ExtendWith(OutputCaptureExtension.class)
class RetentionScheduleTests {

	private final Recorded store = new Recorded();

	private final List<String> timers = new ArrayList<>();

	private @Nullable Runnable work;

	@Test
	void happensAfterAWhileAndThenEveryHourUntilItIsStopped() {
		RetentionSchedule schedule = schedule(90);
		schedule.start();
		assertThat(this.timers).containsExactly("PT5M PT1H");
		this.work.run();
		this.work.run();
		assertThat(this.store.applied).isEqualTo(2);
		schedule.stop();
		assertThat(schedule.isRunning()).isFalse();
		assertThat(this.timers).containsExactly("PT5M PT1H", "stopped");
	}

	@Test
	void nothingHappensWithoutALimit() {
		schedule(null).start();
		assertThat(this.timers).isEmpty();
	}

	@Test
	void aFailureIsLoggedOnce(CapturedOutput output) {
		RetentionSchedule schedule = schedule(90);
		schedule.start();
		this.store.failure = new StoreException("it is locked", null);
		this.work.run();
		this.work.run();
		assertThat(output.getAll().split("Retention of the Musubito store failed", -1)).hasSize(2);
		this.store.failure = null;
		this.work.run();
		assertThat(this.store.applied).isOne();
	}

	private RetentionSchedule schedule(@Nullable Integer days) {
		RetentionRules rules = new RetentionRules((days != null) ? Duration.ofDays(days) : null, null, null,
				Duration.ofDays(400));
		return new RetentionSchedule(new Retention(this.store, rules, Clock.systemUTC()), (work, first, period) -> {
			this.work = work;
			this.timers.add(first + " " + period);
			return () -> this.timers.add("stopped");
		});
	}

	private static final class Recorded implements StoreRetention {

		private int applied;

		private @Nullable RuntimeException failure;

		@Override
		public Removal foresee(RetentionRules rules, Instant now) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Removal apply(RetentionRules rules, Instant now) {
			if (this.failure != null) {
				throw this.failure;
			}
			this.applied++;
			return Removal.NONE;
		}

		@Override
		public int erase(String nodeId, Instant now) {
			throw new UnsupportedOperationException();
		}

	}

}
