package io.musubito.autoconfigure;

import io.musubito.store.NoStore;
import io.musubito.store.Store;

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
	Store musubitoStore() {
		return new NoStore();
	}

}
