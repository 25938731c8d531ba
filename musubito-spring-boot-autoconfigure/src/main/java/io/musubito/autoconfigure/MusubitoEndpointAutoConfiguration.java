package io.musubito.autoconfigure;

import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.actuate.MusubitoEndpoint;
import io.musubito.run.RunResumer;
import io.musubito.step.StepDefinitions;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.usage.Prices;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the Actuator endpoint {@code musubito}.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(endpoint = MusubitoEndpoint.class, exposure = EndpointExposure.WEB)
@ConditionalOnBean(LineageQueries.class)
@EnableConfigurationProperties({ MusubitoEndpointProperties.class, MusubitoProperties.class })
public final class MusubitoEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MusubitoEndpoint musubitoEndpoint(MusubitoProperties musubito, StepDefinitions steps, MusubitoLineage lineage,
			MusubitoRuns runs, RunResumer resumer, LineageQueries queries, ClaimStore claims,
			ObjectProvider<Prices> prices, MusubitoEndpointProperties properties) {
		return new MusubitoEndpoint(EngineStates.mode(musubito), steps, lineage, runs, resumer, queries, claims,
				prices.getIfUnique(() -> Prices.NONE), properties.showValues(), properties.roles());
	}

}
