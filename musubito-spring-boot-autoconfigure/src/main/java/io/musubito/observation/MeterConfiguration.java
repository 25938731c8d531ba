package io.musubito.observation;

import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.musubito.quota.ModelLimits;
import io.musubito.store.LineageQueries;
import io.musubito.usage.Prices;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The meters that go beyond the timer which Boot makes of each observation.
 */
@Configuration(proxyBeanMethods = false)
public class MeterConfiguration {

	@Bean
	StepMeters musubitoStepMeters(MeterRegistry registry) {
		return new StepMeters(registry);
	}

	@Bean
	UsageMeters musubitoUsageMeters(MeterRegistry registry, Prices prices) {
		return new UsageMeters(registry, prices);
	}

	@Bean
	LimitMeters musubitoLimitMeters(ModelLimits limits) {
		return new LimitMeters(limits);
	}

	@Bean
	StoreMeters musubitoStoreMeters(LineageQueries queries, StoreCounts counts) {
		return new StoreMeters(queries, counts);
	}

	/**
	 * What is counted outside of the store.
	 *
	 * @param degraded how many times the store could not be read or written
	 * @param pendingJournal how many asynchronous writes are not committed yet
	 */
	public record StoreCounts(LongSupplier degraded, LongSupplier pendingJournal) {

	}

}
