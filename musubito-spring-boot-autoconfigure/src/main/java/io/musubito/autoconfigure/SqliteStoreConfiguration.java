package io.musubito.autoconfigure;

import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.EffectStore;
import io.musubito.store.FingerprintStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Owners;
import io.musubito.store.RunStore;
import io.musubito.store.jdbc.SqliteStore;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The store in a SQLite file. Its connections are its own and no beans.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
class SqliteStoreConfiguration {

	@Bean
	SqliteStore musubitoStore(MusubitoProperties properties) {
		MusubitoProperties.Store store = properties.getStore();
		return SqliteStore.open(store.getPath(), store.getSynchronous() == MusubitoProperties.Synchronous.FULL);
	}

	@Bean
	NodeStore musubitoNodeStore(SqliteStore store) {
		return store.nodes();
	}

	@Bean
	Owners musubitoOwners(SqliteStore store) {
		return store.owners();
	}

	@Bean
	EffectStore musubitoEffectStore(SqliteStore store) {
		return store.effects();
	}

	@Bean
	ClaimStore musubitoClaimStore(SqliteStore store) {
		return store.claims();
	}

	@Bean
	RunStore musubitoRunStore(SqliteStore store) {
		return store.runs();
	}

	@Bean
	DefinitionStore musubitoDefinitionStore(SqliteStore store) {
		return store.definitions();
	}

	@Bean
	FingerprintStore musubitoFingerprintStore(SqliteStore store) {
		return store.fingerprints();
	}

	@Bean
	LineageQueries musubitoLineageQueries(SqliteStore store) {
		return store.queries();
	}

}
