package io.musubito.observation;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.musubito.quota.Limit;
import io.musubito.quota.ModelLimits;
import io.musubito.quota.Place;
import io.musubito.store.NoStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LimitMeters}.
 */
@Timeout(60)
class LimitMetersTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void countsWhoWaitsWhoHasWaitedAndWhoWasRefused() throws Exception {
		Map<String, Limit> one = Map.of("gpt-5", new Limit(Limit.NONE, 10, 1));
		try (ModelLimits limits = new ModelLimits(one, Duration.ofMinutes(1), new NoStore())) {
			new LimitMeters(limits).bindTo(this.meters);
			Place first = limits.take("gpt-5", 1, null).get();
			CompletableFuture<Place> second = limits.take("gpt-5", 1, null);
			assertThat(this.meters.get("musubito.limits.waiting").tag("model", "gpt-5").gauge().value()).isEqualTo(1);
			first.ended(2, 1);
			second.get();
			Awaitility.await()
				.until(() -> this.meters.get("musubito.limits.wait")
					.tag("model", "gpt-5")
					.functionTimer()
					.count() == 2);
			assertThat(this.meters.get("musubito.limits.wait").functionTimer().totalTime(TimeUnit.NANOSECONDS))
				.isPositive();
			assertThat(refused()).isZero();
			CompletableFuture<Place> third = limits.take("gpt-5", 1, null);
			limits.holdBack("gpt-5", Duration.ofHours(1));
			assertThat(third).failsWithin(Duration.ofSeconds(20));
			assertThat(refused()).isEqualTo(1);
		}
	}

	private double refused() {
		return this.meters.get("musubito.limits.refused").tag("model", "gpt-5").functionCounter().count();
	}

}
