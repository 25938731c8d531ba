package io.musubito.autoconfigure;

import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.musubito.MusubitoStep;
import io.musubito.store.Store;
import io.musubito.store.postgresql.PostgresqlServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with a store in PostgreSQL.
 */
@Tag("process")
class PostgresqlApplicationTests {

	private static final AtomicInteger executions = new AtomicInteger();

	private final PostgresqlServer server = PostgresqlServer.shared();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MusubitoAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("musubito.store.type=postgresql", "musubito.store.schema=" + this.server.createSchema());

	@Test
	void twoApplicationsShareWhatOneHasExecuted() {
		executions.set(0);
		ApplicationContextRunner withUrl = this.runner.withPropertyValues("musubito.store.url=" + this.server.url());
		withUrl.run((one) -> {
			assertThat(one.getBean(Writer.class).draft("a")).isEqualTo("a 1");
			withUrl.run((other) -> assertThat(other.getBean(Writer.class).draft("a")).isEqualTo("a 1"));
		});
		withUrl.run((restarted) -> assertThat(restarted.getBean(Writer.class).draft("a")).isEqualTo("a 1"));
		withUrl.withPropertyValues("musubito.namespace=other")
			.run((other) -> assertThat(other.getBean(Writer.class).draft("a")).isEqualTo("a 2"));
		assertThat(executions).hasValue(2);
	}

	@Test
	void theConnectionsOfTheApplicationAreGivenBackAndStayOpen() {
		this.runner.withUserConfiguration(WithDataSource.class)
			.withPropertyValues("musubito.store.data-source=answers")
			.run((context) -> {
				context.getBean(Writer.class).draft("b");
				HikariDataSource pool = context.getBean("answers", HikariDataSource.class);
				assertThat(context.getBean(Store.class).lineage().summary().nodes()).isOne();
				assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
				context.getBean(Store.class).close();
				assertThat(pool.isClosed()).isFalse();
			});
	}

	@Test
	void itsConnectionsAreNoBeans() {
		this.runner.withPropertyValues("musubito.store.url=" + this.server.url())
			.run((context) -> assertThat(context).doesNotHaveBean(DataSource.class));
	}

	@Test
	void whatIsMissingIsNamed() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining("neither musubito.store.url nor musubito.store.data-source says"));
		this.runner.withPropertyValues("musubito.store.data-source=missing")
			.withUserConfiguration(WithDataSource.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("there is no such bean. Set it to one of [answers]"));
		this.runner.withPropertyValues("musubito.store.url=jdbc:mysql://localhost/x?password=secret")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("musubito.store.url is no JDBC URL of PostgreSQL")
				.hasMessageNotContaining("secret"));
		this.runner.withPropertyValues("musubito.store.data-source=answers", "musubito.store.url=x")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("are both set"));
	}

	@Test
	void aLibraryThatIsNotThereIsNamed() {
		ApplicationContextRunner withUrl = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MusubitoAutoConfiguration.class))
			.withPropertyValues("musubito.store.type=postgresql", "musubito.store.url=" + this.server.url());
		for (String[] library : new String[][] { { "org.postgresql", "org.postgresql:postgresql" },
				{ "org.flywaydb.database", "org.flywaydb:flyway-database-postgresql" },
				{ "com.zaxxer", "com.zaxxer:HikariCP" } }) {
			withUrl.withClassLoader(new FilteredClassLoader(library[0]))
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining("'" + library[1] + "' is not on the class path"));
		}
	}

	static class Writer {

		@MusubitoStep(name = "draft")
		String draft(String question) {
			return question + " " + executions.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithDataSource {

		@Bean
		HikariDataSource answers() {
			HikariConfig config = new HikariConfig();
			config.setJdbcUrl(PostgresqlServer.shared().url());
			config.setAutoCommit(false);
			return new HikariDataSource(config);
		}

	}

}
