package io.musubito.autoconfigure;

import io.musubito.execution.Handover;
import io.musubito.execution.OfferSettings;
import io.musubito.execution.Offers;
import io.musubito.execution.StoredCalls;
import io.musubito.store.ClaimStore;
import io.musubito.store.Store;
import io.musubito.store.StoreProcesses;
import io.musubito.work.WorkDispatcher;
import io.musubito.work.WorkHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.function.SingletonSupplier;

/**
 * What lets processes execute the steps of each other, whatever carries the hints.
 */
@Configuration(proxyBeanMethods = false)
@Import(JobWorkerConfiguration.class)
class WorkConfiguration {

	@Bean
	Offers musubitoOffers(Store store, ClaimStore claims, ObjectProvider<WorkDispatcher> dispatcher,
			MusubitoProperties properties, ConfigurableListableBeanFactory beanFactory) {
		ConfiguredWorkers.verify(properties.getWorkers(), beanFactory.getBeanClassLoader());
		return new Offers(store::work, claims, SingletonSupplier.ofNullable(dispatcher::getIfAvailable),
				new OfferSettings(properties.getWorkers().getPatience(), properties.getInputs().isKeep(),
						properties.getAi().getBudget().getPerRun() != null));
	}

	@Bean
	WorkHandler musubitoWorkHandler(Offers offers, Store store, ObjectProvider<StoredCalls> calls,
			StoreProcesses processes) {
		return new Handover(offers, store::work, (operation, arguments) -> {
			StoredCalls available = calls.getIfAvailable();
			return available != null && available.call(operation, arguments);
		}, processes::self);
	}

}
