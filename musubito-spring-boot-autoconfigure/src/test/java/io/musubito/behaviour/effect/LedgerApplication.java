package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import org.h2.jdbcx.JdbcDataSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * An application that books entries in a database, each by an effect of which a
 * transaction decides, and steps that call these effects or use what they return.
 */
@Configuration(proxyBeanMethods = false)
@EnableResilientMethods
@EnableTransactionManagement
class LedgerApplication {

	/**
	 * Starts it.
	 * @param directory where the store is
	 * @param url the database with the entries
	 * @param properties more properties
	 * @return the context
	 */
	static ConfigurableApplicationContext start(Path directory, String url, String... properties) {
		String[] all = new String[properties.length + 1];
		all[0] = "ledger.url=" + url;
		System.arraycopy(properties, 0, all, 1, properties.length);
		ConfigurableApplicationContext context = Engine.in(directory).start(LedgerApplication.class, all);
		context.getBean(JdbcClient.class).sql("CREATE TABLE IF NOT EXISTS entry (id VARCHAR(100))").update();
		return context;
	}

	@Bean
	DataSource dataSource(@Value("${ledger.url}") String url) {
		JdbcDataSource source = new JdbcDataSource();
		source.setURL(url);
		return source;
	}

	@Bean
	PlatformTransactionManager transactionManager(DataSource dataSource) {
		return new DataSourceTransactionManager(dataSource);
	}

	@Bean
	JdbcClient database(DataSource dataSource) {
		return JdbcClient.create(dataSource);
	}

	@Bean
	Ledger ledger(JdbcClient database) {
		return new Ledger(new Entries(database));
	}

	@Bean
	Writer writer(Ledger ledger) {
		return new Writer(ledger);
	}

	/**
	 * The entries in the database, and what else happens when one is booked.
	 */
	static final class Entries {

		private final JdbcClient database;

		private final Map<String, Runnable> whenBooked = new ConcurrentHashMap<>();

		private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

		Entries(JdbcClient database) {
			this.database = database;
		}

		private String insert(String id) {
			this.attempts.computeIfAbsent(id, (key) -> new AtomicInteger()).incrementAndGet();
			this.database.sql("INSERT INTO entry VALUES (:id)").param("id", id).update();
			Runnable hook = this.whenBooked.remove(id);
			if (hook != null) {
				hook.run();
			}
			return "booked " + id;
		}

		private void useUpTime() {
			while (true) {
				this.database.sql("SELECT 1").query(Integer.class).single();
			}
		}

		private int rows(String id) {
			return this.database.sql("SELECT count(*) FROM entry WHERE id = :id")
				.param("id", id)
				.query(Integer.class)
				.single();
		}

	}

	static class Ledger {

		private final Entries entries;

		Ledger(Entries entries) {
			this.entries = entries;
		}

		@MusubitoStep(name = "book", type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Transactional
		String book(String id) {
			return this.entries.insert(id);
		}

		@MusubitoStep(name = "book-apart", type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		String bookApart(String id) {
			return this.entries.insert(id);
		}

		@MusubitoStep(name = "book-nested", type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Transactional(propagation = Propagation.NESTED)
		String bookNested(String id) {
			return this.entries.insert(id);
		}

		@MusubitoStep(name = "book-retried", type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Retryable(maxRetries = 1, delay = 1)
		@Transactional(propagation = Propagation.NESTED)
		String bookRetried(String id) {
			return this.entries.insert(id);
		}

		@MusubitoStep(name = "book-briefly", type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Transactional(timeout = 1)
		String bookBriefly(String id) {
			return this.entries.insert(id);
		}

		/**
		 * Does something, once, within the method that books an entry.
		 */
		void whenBooked(String id, Runnable hook) {
			this.entries.whenBooked.put(id, hook);
		}

		/**
		 * Executes statements until the transaction has timed out.
		 */
		void useUpTime() {
			this.entries.useUpTime();
		}

		int rows(String id) {
			return this.entries.rows(id);
		}

		/**
		 * How often a method began to book an entry.
		 */
		int attempts(String id) {
			AtomicInteger attempts = this.entries.attempts.get(id);
			return (attempts != null) ? attempts.get() : 0;
		}

	}

	static class Writer {

		private final Ledger ledger;

		private final AtomicInteger executed = new AtomicInteger();

		Writer(Ledger ledger) {
			this.ledger = ledger;
		}

		@MusubitoStep(name = "compose", type = StepType.STOCHASTIC)
		String compose(String method, String id) {
			this.executed.incrementAndGet();
			return "composed: " + switch (method) {
				case "apart" -> this.ledger.bookApart(id);
				case "nested" -> this.ledger.bookNested(id);
				case "briefly" -> this.ledger.bookBriefly(id);
				default -> this.ledger.book(id);
			};
		}

		@MusubitoStep(name = "compose-both", type = StepType.STOCHASTIC)
		String composeBoth(String one, String other) {
			this.executed.incrementAndGet();
			return "composed: " + this.ledger.book(one) + ", " + this.ledger.book(other);
		}

		@MusubitoStep(name = "compose-future", type = StepType.STOCHASTIC)
		CompletableFuture<String> composeFuture(String id) {
			this.executed.incrementAndGet();
			return CompletableFuture.completedFuture("composed: " + this.ledger.book(id));
		}

		@MusubitoStep(name = "compose-mono", type = StepType.STOCHASTIC)
		Mono<String> composeMono(String id) {
			this.executed.incrementAndGet();
			return Mono.fromCallable(() -> "composed: " + this.ledger.book(id));
		}

		@MusubitoStep(name = "compose-flux", type = StepType.STOCHASTIC)
		Flux<String> composeFlux(String id) {
			this.executed.incrementAndGet();
			return Flux.just("composed: ").map((prefix) -> prefix + this.ledger.book(id));
		}

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC)
		String draft(String receipt) {
			this.executed.incrementAndGet();
			return "draft about " + receipt;
		}

		int executed() {
			return this.executed.get();
		}

	}

}
