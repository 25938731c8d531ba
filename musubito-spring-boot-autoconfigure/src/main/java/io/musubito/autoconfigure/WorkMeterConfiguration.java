package io.musubito.autoconfigure;

import io.musubito.execution.Offers;
import io.musubito.execution.WorkCounts;
import io.musubito.observation.WorkMeters;
import io.musubito.worker.JobWorkers;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Measures what db-scheduler carries.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = ConfiguredWorkers.LIBRARY)
@ConditionalOnProperty(name = "musubito.workers.engine", havingValue = "db-scheduler")
class WorkMeterConfiguration {

	@Bean
	WorkMeters musubitoWorkMeters(Offers offers, ObjectProvider<JobWorkers> workers) {
		WorkCounts counts = offers.counts();
		return new WorkMeters(() -> length(workers.getIfAvailable()), () -> oldest(workers.getIfAvailable()),
				counts::takenOver, counts::declined, counts::executedHere, counts::notDispatchable);
	}

	private static double length(@Nullable JobWorkers workers) {
		return (workers != null) ? workers.backlog().length() : Double.NaN;
	}

	private static double oldest(@Nullable JobWorkers workers) {
		return (workers != null) ? workers.backlog().oldestSeconds() : Double.NaN;
	}

}
