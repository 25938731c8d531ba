package io.musubito.autoconfigure;

import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.actuate.EndpointSettings;
import io.musubito.actuate.MusubitoEndpoint;
import io.musubito.quota.ModelLimits;
import io.musubito.run.RunResumer;
import io.musubito.run.RunTracker;
import io.musubito.run.SubmittedRuns;
import io.musubito.step.StepDefinitions;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Retention;
import io.musubito.store.StoreTransfer;
import io.musubito.usage.Prices;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.PropertiesEndpointAccessResolver;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the Actuator endpoint {@code musubito}.
 */
@AutoConfiguration(after = MusubitoAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(endpoint = MusubitoEndpoint.class, exposure = EndpointExposure.WEB)
@ConditionalOnBean(LineageQueries.class)
@EnableConfigurationProperties({ MusubitoEndpointProperties.class, MusubitoProperties.class })
public final class MusubitoEndpointAutoConfiguration {

	private static final EndpointId ID = EndpointId.of("musubito");

	@Bean
	@ConditionalOnMissingBean
	MusubitoEndpoint musubitoEndpoint(MusubitoProperties musubito, StepDefinitions steps, MusubitoLineage lineage,
			MusubitoRuns runs, RunResumer resumer, SubmittedRuns submitted, RunTracker tracker, LineageQueries queries,
			NodeStore nodes, ClaimStore claims, ObjectProvider<Prices> prices, ObjectProvider<ModelLimits> limits,
			Retention retention, StoreTransfer transfer, EndpointSettings musubitoEndpointSettings) {
		return new MusubitoEndpoint(EngineStates.mode(musubito), steps, lineage, runs, resumer, submitted, tracker,
				queries, nodes, claims, prices.getIfUnique(() -> Prices.NONE),
				limits.getIfUnique(() -> ModelLimits.NONE), retention, transfer, musubitoEndpointSettings);
	}

	@Bean
	EndpointSettings musubitoEndpointSettings(MusubitoEndpointProperties properties,
			ObjectProvider<WebEndpointProperties> endpoints, ObjectProvider<EndpointAccessResolver> resolvers,
			Environment environment) {
		// Without a web server there are no web properties, and without Actuator's own
		// auto-configuration no resolver
		WebEndpointProperties web = endpoints.getIfAvailable(WebEndpointProperties::new);
		EndpointAccessResolver access = resolvers
			.getIfAvailable(() -> new PropertiesEndpointAccessResolver(environment));
		String path = web.getPathMapping().getOrDefault(ID.toLowerCaseString(), ID.toLowerCaseString());
		return new EndpointSettings(environment.getProperty("spring.application.name"), path,
				access.accessFor(ID, Access.UNRESTRICTED) == Access.UNRESTRICTED, properties.showValues(),
				properties.roles());
	}

}
