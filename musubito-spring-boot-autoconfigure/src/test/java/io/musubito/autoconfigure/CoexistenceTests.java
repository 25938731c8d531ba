package io.musubito.autoconfigure;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.musubito.MusubitoStep;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.actuate.endpoint.FlywayEndpoint;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with a database, migrations and entities of its own keeps all of them,
 * as if Musubito were not there.
 */
@Tag("slow")
class CoexistenceTests {

	private static final List<Class<?>> OWN = List.of(DataSource.class, Flyway.class, EntityManagerFactory.class,
			TransactionManager.class, JdbcOperations.class, JdbcClient.class, HealthContributor.class);

	@TempDir
	Path directory;

	@Test
	void addsNoBeanOfTheApplicationsKindsAndTakesNoneAway() {
		Map<Class<?>, List<String>> without = new LinkedHashMap<>();
		application().run((context) -> without.putAll(beans(context.getBeanFactory())));
		assertThat(without).allSatisfy((type, names) -> assertThat(names).as(type.getName()).hasSize(1));
		withMusubito().run((context) -> assertThat(beans(context.getBeanFactory())).isEqualTo(without));
	}

	@Test
	void leavesTheBeansThatDependOnTheDatabaseAsTheyAre() {
		Map<String, List<String>> without = new LinkedHashMap<>();
		application().run((context) -> without.putAll(dependencies(context.getBeanFactory())));
		withMusubito().run((context) -> assertThat(dependencies(context.getBeanFactory())).isEqualTo(without));
	}

	@Test
	void leavesTheMigrationsOfTheApplicationAlone() {
		withMusubito().run((context) -> {
			assertThat(context.getBean(Flyway.class).info().all()).singleElement()
				.satisfies((migration) -> assertThat(migration.getDescription()).isEqualTo("customer"));
			assertThat(context.getBean(JdbcClient.class)
				.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'")
				.query(String.class)
				.list()).containsExactlyInAnyOrder("CUSTOMER", "flyway_schema_history");
			assertThat(new FlywayEndpoint(context).flywayBeans().getContexts().values()).singleElement()
				.satisfies((described) -> assertThat(described.getFlywayBeans()).containsOnlyKeys("flyway"));
		});
	}

	@Test
	void leavesTheHealthOfTheDatabaseAsItIs() {
		withMusubito().run((context) -> {
			assertThat(context.getBean(HealthContributor.class)).isInstanceOf(HealthIndicator.class);
			assertThat(context.getBean(HealthIndicator.class).health()).satisfies((health) -> {
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails()).containsEntry("database", "H2");
			});
		});
	}

	@Test
	void aStepWorksInTheTransactionOfTheApplicationAndKeepsNoConnectionOfTheStore() {
		withMusubito().run((context) -> {
			Customers customers = context.getBean(Customers.class);
			DataSource dataSource = context.getBean(DataSource.class);
			EntityManagerFactory entities = context.getBean(EntityManagerFactory.class);
			assertThat(customers.add(1, "a")).isEqualTo("added a");
			assertThat(customers.resources()).contains(dataSource)
				.hasSize(2)
				.anyMatch((key) -> key == entities || key.toString().equals(entities.toString()));
			assertThat(customers.add(1, "a")).as("a replay").isEqualTo("added a");
			assertThat(customers.count()).isOne();
			assertThat(context.getBean(JdbcClient.class).sql("SELECT name FROM customer").query(String.class).list())
				.containsExactly("a");
		});
	}

	@Test
	void aResultThatWasPaidForOutlivesTheTransactionAroundIt() {
		withMusubito().run((context) -> {
			Customers customers = context.getBean(Customers.class);
			TransactionTemplate transaction = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			transaction.executeWithoutResult((status) -> {
				customers.describe("a");
				status.setRollbackOnly();
			});
			customers.describe("a");
			assertThat(customers.count()).isOne();
		});
	}

	private ApplicationContextRunner application() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
					JdbcClientAutoConfiguration.class, TransactionAutoConfiguration.class,
					DataSourceHealthContributorAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + this.directory.getFileName(),
					"spring.jpa.hibernate.ddl-auto=validate");
	}

	private ApplicationContextRunner withMusubito() {
		return application().withConfiguration(AutoConfigurations.of(MusubitoAutoConfiguration.class))
			.withPropertyValues("musubito.store.path=" + this.directory.resolve("musubito.db"));
	}

	private static Map<Class<?>, List<String>> beans(ConfigurableListableBeanFactory beanFactory) {
		Map<Class<?>, List<String>> beans = new LinkedHashMap<>();
		OWN.forEach((type) -> beans.put(type, List.of(beanFactory.getBeanNamesForType(type))));
		return beans;
	}

	private static Map<String, List<String>> dependencies(ConfigurableListableBeanFactory beanFactory) {
		Map<String, List<String>> dependencies = new LinkedHashMap<>();
		for (Class<?> type : OWN) {
			for (String name : beanFactory.getBeanNamesForType(type)) {
				String[] dependsOn = beanFactory.getBeanDefinition(name.replace("&", "")).getDependsOn();
				dependencies.put(name, (dependsOn != null) ? Arrays.asList(dependsOn) : List.of());
			}
		}
		return dependencies;
	}

	@Entity(name = "customer")
	static class Customer {

		@Id
		private Integer id;

		private String name;

		static Customer of(int id, String name) {
			Customer customer = new Customer();
			customer.id = id;
			customer.name = name;
			return customer;
		}

	}

	static class Customers {

		private final EntityManager entities;

		private final AtomicInteger count = new AtomicInteger();

		private List<Object> resources = List.of();

		Customers(EntityManager entities) {
			this.entities = entities;
		}

		@MusubitoStep(name = "add")
		@Transactional
		String add(int id, String name) {
			this.count.incrementAndGet();
			this.entities.persist(Customer.of(id, name));
			this.resources = List.copyOf(TransactionSynchronizationManager.getResourceMap().keySet());
			return "added " + name;
		}

		@MusubitoStep(name = "describe")
		String describe(String name) {
			return "customer " + name + " " + this.count.incrementAndGet();
		}

		int count() {
			return this.count.get();
		}

		List<Object> resources() {
			return this.resources;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	@EnableTransactionManagement
	@Import(Customers.class)
	static class Application {

	}

}
