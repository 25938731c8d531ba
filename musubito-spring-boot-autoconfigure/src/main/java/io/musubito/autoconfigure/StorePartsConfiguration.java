package io.musubito.autoconfigure;

import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.EffectStore;
import io.musubito.store.FingerprintStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Owners;
import io.musubito.store.RunStore;
import io.musubito.store.Store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of the store, whichever it is, for those who need only some of them.
 */
@Configuration(proxyBeanMethods = false)
class StorePartsConfiguration {

	@Bean
	NodeStore musubitoNodeStore(Store store) {
		return store.nodes();
	}

	@Bean
	Owners musubitoOwners(Store store) {
		return store.owners();
	}

	@Bean
	EffectStore musubitoEffectStore(Store store) {
		return store.effects();
	}

	@Bean
	ClaimStore musubitoClaimStore(Store store) {
		return store.claims();
	}

	@Bean
	RunStore musubitoRunStore(Store store) {
		return store.runs();
	}

	@Bean
	DefinitionStore musubitoDefinitionStore(Store store) {
		return store.definitions();
	}

	@Bean
	FingerprintStore musubitoFingerprintStore(Store store) {
		return store.fingerprints();
	}

	@Bean
	LineageQueries musubitoLineageQueries(Store store) {
		return store.lineage();
	}

}
