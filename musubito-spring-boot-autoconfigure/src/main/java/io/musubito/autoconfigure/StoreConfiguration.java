package io.musubito.autoconfigure;

import java.nio.file.Path;
import java.time.Clock;

import io.musubito.ArtifactTransformer;
import io.musubito.MusubitoTransfer;
import io.musubito.store.ClaimStore;
import io.musubito.store.DefinitionStore;
import io.musubito.store.EffectStore;
import io.musubito.store.FingerprintStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NoStore;
import io.musubito.store.NodeStore;
import io.musubito.store.Retention;
import io.musubito.store.RetentionSchedule;
import io.musubito.store.RunHistory;
import io.musubito.store.RunStore;
import io.musubito.store.Store;
import io.musubito.store.StoreAccess;
import io.musubito.store.StorePreparation;
import io.musubito.store.StoreProcesses;
import io.musubito.store.StoreRetention;
import io.musubito.store.StoreTransfer;
import io.musubito.store.Transfer;
import io.musubito.store.jdbc.JdbcStore;
import io.musubito.store.sqlite.SqliteStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Opens the store, and none when Musubito is switched off. Its connections are its own
 * and no beans. Its parts are beans for those who need only some of them.
 */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	static StorePreparation musubitoStorePreparation(Environment environment) {
		boolean postgresql = "postgresql".equalsIgnoreCase(environment.getProperty("musubito.store.type"));
		return (postgresql) ? () -> {
		} : SqliteStore::prepare;
	}

	@Bean
	Store musubitoStore(MusubitoProperties properties, ObjectProvider<Clock> clock,
			ObjectProvider<ArtifactTransformer> transformers, ConfigurableListableBeanFactory beanFactory) {
		String namespace = NamespaceProperty.of(properties);
		if (!properties.isEnabled()) {
			return new NoStore();
		}
		ConfiguredAccess.verify(properties);
		ArtifactTransformer transformer = transformer(transformers.getIfAvailable(), properties.getEncryption());
		long largest = largest(properties.getArtifact().getMaxSize());
		JdbcStore store = of(properties.getStore(), namespace, clock.getIfUnique(Clock::systemUTC), beanFactory)
			.limit(largest);
		if (transformer != null) {
			store.transform(transformer, properties.getEncryption().isExports());
		}
		return imported(ConfiguredAccess.apply(store, properties), properties.getStore().getImportFrom());
	}

	private static long largest(DataSize maxSize) {
		if (maxSize.toBytes() < 1_024 || maxSize.toGigabytes() >= 1) {
			throw new InvalidPropertyException("musubito.artifact.max-size is " + maxSize
					+ ": results of a few bytes would not be kept, and no database stores one of 1 GB. Set it to 1KB or "
					+ "more, and to less than 1GB.");
		}
		return maxSize.toBytes();
	}

	private static @Nullable ArtifactTransformer transformer(@Nullable ArtifactTransformer bean,
			EncryptionProperties properties) {
		ArtifactTransformer configured = ConfiguredEncryption.of(properties);
		if (bean != null && configured != null) {
			throw new InvalidPropertyException("musubito.encryption.keys is set, and the application has a bean of "
					+ "ArtifactTransformer, " + bean.getClass().getName()
					+ ": only one of them can transform what is stored. Remove one.");
		}
		return (bean != null) ? bean : configured;
	}

	/**
	 * Before anybody can ask for what is imported.
	 */
	private static Store imported(Store store, @Nullable Path file) {
		if (file == null || isTraining()) {
			return store;
		}
		boolean imported = false;
		try {
			store.transfer().importFrom(file);
			imported = true;
			return store;
		}
		finally {
			if (!imported) {
				store.close();
			}
		}
	}

	private static JdbcStore of(StoreProperties store, String namespace, Clock clock,
			ConfigurableListableBeanFactory beanFactory) {
		if (isTraining()) {
			return SqliteStore.inMemory(namespace, clock);
		}
		return switch (store.getType()) {
			case SQLITE -> (store.getAccess() == StoreAccess.READ_ONLY)
					? SqliteStore.reading(store.getPath().toString(), namespace, clock)
					: SqliteStore.at(store.getPath().toString(), namespace,
							store.getSynchronous() == MusubitoProperties.Synchronous.FULL, clock);
			case POSTGRESQL -> ConfiguredPostgresql.create(store, namespace, clock, beanFactory, "musubitoStore");
			case MEMORY -> SqliteStore.inMemory(namespace, clock);
		};
	}

	/**
	 * Whether the application is started for an archive of its classes and ends when it
	 * is up. It leaves nothing behind then that would be in the way of the application.
	 */
	private static boolean isTraining() {
		return "onRefresh".equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
	}

	@Bean
	NodeStore musubitoNodeStore(Store store) {
		return store.nodes();
	}

	@Bean
	StoreProcesses musubitoStoreProcesses(Store store) {
		return store.processes();
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
	RunHistory musubitoRunHistory(Store store) {
		return store.history();
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
	StoreRetention musubitoStoreRetention(Store store) {
		return store.retention();
	}

	@Bean
	StoreTransfer musubitoStoreTransfer(Store store) {
		return store.transfer();
	}

	@Bean
	MusubitoTransfer musubitoTransfer(StoreTransfer store) {
		return new Transfer(store);
	}

	@Bean
	Retention musubitoRetention(StoreRetention store, MusubitoProperties properties, ObjectProvider<Clock> clock) {
		return new Retention(store, properties.getRetention().rules(), clock.getIfUnique(Clock::systemUTC));
	}

	@Bean
	RetentionSchedule musubitoRetentionSchedule(Retention retention) {
		return new RetentionSchedule(retention);
	}

	@Bean
	LineageQueries musubitoLineageQueries(Store store) {
		return store.lineage();
	}

}
