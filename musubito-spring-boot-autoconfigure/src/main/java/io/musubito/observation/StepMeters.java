package io.musubito.observation;

import java.time.Duration;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.musubito.StepOutcome;

/**
 * Counts what the timer of a step does not say: hits and misses, under the names that
 * dashboards of caches know, and the time that replaying saved.
 */
final class StepMeters implements ObservationHandler<StepObservationContext> {

	// The tags of Boot's cache meters: some registries take one set of keys for a name
	private static final Tags CACHE = Tags.of("cache", "musubito", "name", "musubito", "cache.manager", "musubito");

	private final Counter hits;

	private final Counter misses;

	private final MeterProvider<Counter> timeSaved;

	/**
	 * Registers the counters.
	 * @param registry where
	 */
	StepMeters(MeterRegistry registry) {
		this.hits = gets(registry, "hit");
		this.misses = gets(registry, "miss");
		this.timeSaved = Counter.builder("musubito.time.saved")
			.description("Duration of the executions that replays made unnecessary")
			.baseUnit("seconds")
			.withRegistry(registry);
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof StepObservationContext;
	}

	@Override
	public void onStop(StepObservationContext context) {
		StepOutcome outcome = context.getOutcome();
		if (outcome == null || outcome == StepOutcome.BLOCKED || outcome == StepOutcome.MANUAL) {
			return;
		}
		if (!outcome.isCached()) {
			this.misses.increment();
			return;
		}
		this.hits.increment();
		this.timeSaved.withTags("operation", context.getOperation()).increment(seconds(context.getSaved()));
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

	private static Counter gets(MeterRegistry registry, String result) {
		return Counter.builder("cache.gets")
			.description("Calls of steps that were answered from the store (hit) or had to execute (miss)")
			.tags(CACHE)
			.tag("result", result)
			.register(registry);
	}

}
