package io.musubito.autoconfigure;

import java.time.Clock;

import io.musubito.store.Store;
import io.musubito.store.sqlite.SqliteStore;

import org.springframework.beans.factory.ObjectProvider;
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
	Store musubitoStore(MusubitoProperties properties, ObjectProvider<Clock> clock) {
		MusubitoProperties.Store store = properties.getStore();
		return SqliteStore.open(store.getPath(), store.getSynchronous() == MusubitoProperties.Synchronous.FULL,
				clock.getIfUnique(Clock::systemUTC));
	}

}
