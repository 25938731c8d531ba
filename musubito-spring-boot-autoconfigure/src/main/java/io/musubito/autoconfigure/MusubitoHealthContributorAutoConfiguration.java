package io.musubito.autoconfigure;

import io.musubito.actuate.StoreHealthIndicator;
import io.musubito.store.Store;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health contributor {@code musubito}.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("musubito")
@ConditionalOnBean(Store.class)
@EnableConfigurationProperties(MusubitoProperties.class)
public final class MusubitoHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "musubitoHealthIndicator", "musubitoHealthContributor" })
	StoreHealthIndicator musubitoHealthContributor(Store store, MusubitoProperties properties) {
		return new StoreHealthIndicator(store, EngineStates.of(properties));
	}

}
