package io.musubito.autoconfigure;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.musubito.store.StoreAccess;
import io.musubito.store.postgresql.PostgresqlStore;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Creates the store in PostgreSQL that the properties describe. What it needs is not on
 * the class path of those who use another one.
 */
final class ConfiguredPostgresql {

	private static final String TYPE = "musubito.store.type";

	private static final String DATA_SOURCE = "musubito.store.data-source";

	private ConfiguredPostgresql() {
	}

	/**
	 * Creates the store.
	 * @param properties the properties of the store
	 * @param namespace the namespace
	 * @param clock the clock of the store
	 * @param beanFactory has the data source, when a bean is named
	 * @param bean the name of the bean that the store is
	 */
	static PostgresqlStore create(StoreProperties properties, String namespace, Clock clock,
			ConfigurableListableBeanFactory beanFactory, String bean) {
		String url = textOrNull(properties.getUrl());
		String dataSource = textOrNull(properties.getDataSource());
		ClassLoader loader = beanFactory.getBeanClassLoader();
		require("org.postgresql.Driver", "org.postgresql:postgresql", loader);
		require("org.flywaydb.database.postgresql.PostgreSQLDatabaseType", "org.flywaydb:flyway-database-postgresql",
				loader);
		if ((url != null) == (dataSource != null)) {
			throw refusal(TYPE, "postgresql",
					(url != null) ? "musubito.store.url and musubito.store.data-source are both set"
							: "neither musubito.store.url nor musubito.store.data-source says which database it is",
					"Set musubito.store.url to its JDBC URL, or musubito.store.data-source to the name of a bean, "
							+ "and not both");
		}
		String schema = textOrNull(properties.getSchema());
		boolean readOnly = properties.getAccess() == StoreAccess.READ_ONLY;
		if (dataSource != null) {
			DataSource found = find(dataSource, beanFactory, bean);
			return (readOnly) ? PostgresqlStore.readingOn(found, schema, namespace, clock)
					: PostgresqlStore.on(found, schema, namespace, clock);
		}
		if (!Objects.requireNonNull(url).matches("jdbc:(.*:)?postgresql:.*")) {
			// Not the value: it may have a password
			throw new InvalidPropertyException("musubito.store.url is no JDBC URL of PostgreSQL. Set it to one, as in "
					+ "jdbc:postgresql://host:5432/database.");
		}
		require("com.zaxxer.hikari.HikariDataSource", "com.zaxxer:HikariCP", loader);
		return (readOnly)
				? PostgresqlStore.reading(url, properties.getUsername(), properties.getPassword(), schema, namespace,
						clock)
				: PostgresqlStore.at(url, properties.getUsername(), properties.getPassword(), schema, namespace, clock);
	}

	private static InvalidPropertyException refusal(String property, String value, String reason, String remedy) {
		return new InvalidPropertyException(property + " is '" + value + "': " + reason + ". " + remedy + ".");
	}

	private static @Nullable String textOrNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
	}

	private static void require(String type, String dependency, @Nullable ClassLoader loader) {
		if (!ClassUtils.isPresent(type, loader)) {
			throw refusal(TYPE, "postgresql", "'" + dependency + "' is not on the class path",
					"Add it to the dependencies of the application; Spring Boot knows its version");
		}
	}

	/**
	 * The store is closed before the data source.
	 */
	private static DataSource find(String name, ConfigurableListableBeanFactory beanFactory, String bean) {
		try {
			DataSource found = beanFactory.getBean(name, DataSource.class);
			beanFactory.registerDependentBean(name, bean);
			return found;
		}
		catch (NoSuchBeanDefinitionException ex) {
			throw refusal(DATA_SOURCE, name, "there is no such bean",
					"Set it to one of " + List.of(beanFactory.getBeanNamesForType(DataSource.class)));
		}
	}

}
