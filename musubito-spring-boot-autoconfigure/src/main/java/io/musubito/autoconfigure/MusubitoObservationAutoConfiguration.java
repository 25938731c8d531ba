package io.musubito.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.musubito.execution.Degradation;
import io.musubito.observation.StepMeters;
import io.musubito.observation.StoreMeters;
import io.musubito.observation.UsageMeters;
import io.musubito.store.Store;
import io.musubito.usage.Prices;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters that go beyond the timer which Boot makes of each
 * observation.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, Store.class })
@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
public final class MusubitoObservationAutoConfiguration {

	@Bean
	StepMeters musubitoStepMeters(MeterRegistry registry) {
		return new StepMeters(registry);
	}

	@Bean
	UsageMeters musubitoUsageMeters(MeterRegistry registry, Prices prices) {
		return new UsageMeters(registry, prices);
	}

	@Bean
	StoreMeters musubitoStoreMeters(Store store, Degradation degradation) {
		return new StoreMeters(store.lineage(), () -> degradation.count() + store.degraded(), store::pendingJournal);
	}

}
