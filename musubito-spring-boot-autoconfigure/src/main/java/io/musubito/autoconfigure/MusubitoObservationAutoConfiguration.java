package io.musubito.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.musubito.execution.Degradation;
import io.musubito.observation.MeterConfiguration;
import io.musubito.store.Store;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the meters that go beyond the timer which Boot makes of each
 * observation.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, Store.class })
@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
@Import({ MeterConfiguration.class, WorkMeterConfiguration.class })
public final class MusubitoObservationAutoConfiguration {

	@Bean
	MeterConfiguration.StoreCounts musubitoStoreCounts(Store store, Degradation degradation) {
		return new MeterConfiguration.StoreCounts(() -> degradation.count() + store.degraded(), store::pendingJournal);
	}

}
