package io.musubito.autoconfigure;

import io.musubito.actuate.MusubitoInfoContributor;
import io.musubito.store.Store;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what {@code info} says under {@code musubito}.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledInfoContributor.class)
@ConditionalOnEnabledInfoContributor("musubito")
@ConditionalOnBean(Store.class)
@EnableConfigurationProperties(MusubitoProperties.class)
public final class MusubitoInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MusubitoInfoContributor musubitoInfoContributor(MusubitoProperties properties) {
		return new MusubitoInfoContributor(EngineStates.of(properties));
	}

}
