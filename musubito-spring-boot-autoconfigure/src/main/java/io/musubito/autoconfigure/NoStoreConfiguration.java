package io.musubito.autoconfigure;

import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.EffectStore;
import io.musubito.store.FingerprintStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NoStore;
import io.musubito.store.NodeStore;
import io.musubito.store.Owners;
import io.musubito.store.RunStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What takes the place of the store when Musubito is switched off.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "musubito.enabled", havingValue = false)
class NoStoreConfiguration {

	@Bean
	NodeStore musubitoNodeStore() {
		return NoStore.nodes();
	}

	@Bean
	Owners musubitoOwners() {
		return NoStore.owners();
	}

	@Bean
	EffectStore musubitoEffectStore() {
		return NoStore.effects();
	}

	@Bean
	ClaimStore musubitoClaimStore() {
		return NoStore.claims();
	}

	@Bean
	RunStore musubitoRunStore() {
		return NoStore.runs();
	}

	@Bean
	DefinitionStore musubitoDefinitionStore() {
		return NoStore.definitions();
	}

	@Bean
	FingerprintStore musubitoFingerprintStore() {
		return NoStore.fingerprints();
	}

	@Bean
	LineageQueries musubitoLineageQueries() {
		return NoStore.queries();
	}

}
