package io.musubito.autoconfigure;

import io.musubito.autoconfigure.MusubitoProperties.StoreType;
import io.musubito.run.RunConfiguration;
import io.musubito.store.Store;
import io.musubito.store.StoreProcesses;
import io.musubito.store.jdbc.JdbcStore;
import io.musubito.work.RunHandler;
import io.musubito.work.WorkHandler;
import io.musubito.worker.JobWorkers;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Carries steps to other processes with db-scheduler.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = ConfiguredWorkers.LIBRARY)
@ConditionalOnProperty(name = "musubito.workers.engine", havingValue = "db-scheduler")
@ConditionalOnBooleanProperty(name = "musubito.enabled", matchIfMissing = true)
class JobWorkerConfiguration {

	@Bean
	@Nullable JobWorkers musubitoJobWorkers(Store store, StoreProcesses processes, ObjectProvider<WorkHandler> handler,
			ObjectProvider<RunHandler> runHandler, MusubitoProperties properties, RunConfiguration.Settings settings) {
		WorkerProperties workers = properties.getWorkers();
		if (!ConfiguredWorkers.isShared(properties.getStore()) || !(store instanceof JdbcStore database)) {
			return null;
		}
		return new JobWorkers(() -> database.jobs(workers.getQueue()),
				properties.getStore().getType() == StoreType.POSTGRESQL, processes::self, handler::getObject,
				runHandler::getObject, new JobWorkers.Settings(workers.getConcurrency(), settings.shutdownBound()));
	}

}
