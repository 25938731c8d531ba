package io.musubito.observation;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Measures what processes do for each other.
 *
 * @param length how many hints wait for somebody
 * @param oldestSeconds how long the oldest of them has waited
 * @param takenOver calls of other processes that were executed here
 * @param declined calls of other processes that are others here
 * @param executedHere calls that were executed here as nobody took them
 * @param notDispatchable calls that could not be handed over
 */
public record WorkMeters(DoubleSupplier length, DoubleSupplier oldestSeconds, LongSupplier takenOver,
		LongSupplier declined, LongSupplier executedHere, LongSupplier notDispatchable) implements MeterBinder {

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("musubito.workers.queue", this.length::getAsDouble)
			.description("Steps that wait for a process to take them")
			.register(registry);
		Gauge.builder("musubito.workers.queue.age", this.oldestSeconds::getAsDouble)
			.description("How long the oldest of them has waited")
			.baseUnit("seconds")
			.register(registry);
		count(registry, "taken", "Steps of other processes that were executed here", this.takenOver);
		count(registry, "declined", "Steps of other processes that are others here", this.declined);
		count(registry, "executed.here", "Steps that were executed here as no process took them", this.executedHere);
		count(registry, "not.dispatchable", "Steps that could not be handed over", this.notDispatchable);
	}

	private static void count(MeterRegistry registry, String name, String description, LongSupplier count) {
		FunctionCounter.builder("musubito.workers." + name, count, LongSupplier::getAsLong)
			.description(description)
			.register(registry);
	}

}
