package io.musubito.observation;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.musubito.quota.ModelLimits;
import io.musubito.quota.Waits;

/**
 * Measures how calls of models wait in this process for a place within the limits.
 */
final class LimitMeters implements MeterBinder {

	private final ModelLimits limits;

	LimitMeters(ModelLimits limits) {
		this.limits = limits;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.limits.waits().forEach((model, waits) -> bind(registry, model, waits));
	}

	private static void bind(MeterRegistry registry, String model, Waits waits) {
		FunctionTimer.builder("musubito.limits.wait", waits, Waits::places, Waits::waitedNanos, TimeUnit.NANOSECONDS)
			.description("Time that calls of a model waited for a place within its limits")
			.tag("model", model)
			.register(registry);
		Gauge.builder("musubito.limits.waiting", waits, Waits::waiting)
			.description("Calls of a model that wait for a place within its limits")
			.tag("model", model)
			.register(registry);
		FunctionCounter.builder("musubito.limits.refused", waits, Waits::refused)
			.description("Calls of a model that were not made because its limits left no place for them")
			.tag("model", model)
			.register(registry);
	}

}
