package io.musubito.behaviour.effect;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.musubito.EffectInDoubtException;
import io.musubito.EffectNotPerformedException;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.store.Effect;
import io.musubito.store.EffectState;
import io.musubito.store.EffectStore;
import io.musubito.testing.Engine;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Effects of which a transaction of the application's database decides whether they
 * happened.
 */
@Timeout(60)
class EffectTransactionTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Ledger ledger;

	private JdbcClient database;

	private TransactionTemplate transaction;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.ledger = this.context.getBean(Ledger.class);
		this.database = this.context.getBean(JdbcClient.class);
		this.transaction = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		this.database.sql("CREATE TABLE entry (id INT)").update();
	}

	@AfterEach
	void stop() {
		this.database.sql("SHUTDOWN").update();
		this.context.close();
	}

	@Test
	void committedByItselfItHasHappened() throws Exception {
		assertThat(this.ledger.book("1")).isEqualTo("1 entries");
		assertThat(this.ledger.book("1")).isEqualTo("1 entries");
		assertThat(entries()).isOne();
		assertThat(state()).isEqualTo(EffectState.SUCCEEDED);
	}

	@Test
	void rolledBackByItsExceptionItHasNotHappened() throws Exception {
		IllegalStateException failure = new IllegalStateException("no");
		this.ledger.fail(failure);
		assertThatIllegalStateException().isThrownBy(() -> this.ledger.book("1")).isSameAs(failure);
		assertThat(state()).isEqualTo(EffectState.NOT_HAPPENED);
		this.ledger.fail(null);
		assertThat(this.ledger.book("1")).isEqualTo("1 entries");
		assertThat(entries()).isOne();
	}

	@Test
	void committedAlthoughItThrewItIsInDoubt() throws Exception {
		Exception failure = new Exception("checked: no reason to roll back");
		this.ledger.fail(failure);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.ledger.book("1")).isSameAs(failure);
		assertThat(entries()).isOne();
		assertThat(effect().error()).contains("committed");
		assertThat(state()).isEqualTo(EffectState.UNKNOWN);
	}

	@Test
	void markedForRollbackItHasNotHappenedAlthoughItReturned() throws Exception {
		this.ledger.rollBack();
		assertThat(this.ledger.book("1")).isEqualTo("1 entries");
		assertThat(state()).isEqualTo(EffectState.NOT_HAPPENED);
		assertThat(entries()).isZero();
	}

	@Test
	void aTransactionThatItJoinsDecides() {
		this.transaction.executeWithoutResult((status) -> {
			assertThat(this.ledger.bookQuietly("1")).isEqualTo("1 entries");
			assertThat(state()).isEqualTo(EffectState.STARTED);
			// The same within the same transaction
			assertThat(this.ledger.bookQuietly("1")).isEqualTo("1 entries");
		});
		assertThat(state()).isEqualTo(EffectState.SUCCEEDED);
		assertThat(this.ledger.bookQuietly("1")).isEqualTo("1 entries");
		assertThat(entries()).isOne();
	}

	@Test
	void rolledBackByTheCallerItHasNotHappened() {
		this.transaction.executeWithoutResult((status) -> {
			this.ledger.bookQuietly("1");
			status.setRollbackOnly();
		});
		assertThat(state()).isEqualTo(EffectState.NOT_HAPPENED);
		assertThat(entries()).isZero();
		assertThat(this.ledger.bookQuietly("1")).isEqualTo("1 entries");
		assertThat(entries()).isOne();
	}

	@Test
	void rolledBackToAnEarlierSavepointItHasNotHappened() {
		this.transaction.executeWithoutResult((status) -> {
			Object savepoint = status.createSavepoint();
			this.ledger.bookQuietly("1");
			status.rollbackToSavepoint(savepoint);
		});
		assertThat(entries()).isZero();
		assertThat(state()).isEqualTo(EffectState.NOT_HAPPENED);
	}

	@Test
	void inATransactionOfItsOwnTheCallerDoesNotDecide() {
		this.transaction.executeWithoutResult((status) -> {
			this.ledger.bookApart("1");
			status.setRollbackOnly();
		});
		assertThat(state()).isEqualTo(EffectState.SUCCEEDED);
		assertThat(entries()).isOne();
	}

	@Test
	void withoutATransactionItIsNotPerformed() {
		assertThatExceptionOfType(EffectNotPerformedException.class).isThrownBy(() -> this.ledger.bookWithout("1"))
			.withMessageContaining("no transaction is active")
			.withMessageContaining("@Transactional");
		assertThat(entries()).isZero();
		assertThat(state()).isEqualTo(EffectState.NOT_HAPPENED);
	}

	@Test
	void aThreadDoesNotWaitForTheTransactionThatItHasSuspended() {
		TransactionTemplate inner = new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.executeWithoutResult((status) -> {
			this.ledger.bookQuietly("1");
			assertThatExceptionOfType(EffectInDoubtException.class)
				.isThrownBy(() -> inner.execute((nested) -> this.ledger.bookQuietly("1")))
				.withMessageContaining("suspended");
		});
		assertThat(entries()).isOne();
	}

	@Test
	void anotherThreadWaitsUntilTheTransactionHasEnded() throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<String> other = this.transaction.execute((status) -> {
				this.ledger.bookQuietly("1");
				Future<String> waiting = executor.submit(() -> this.ledger.bookQuietly("1"));
				assertThat(waiting).isNotDone();
				return waiting;
			});
			assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo("1 entries");
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(entries()).isOne();
	}

	private int entries() {
		return this.database.sql("SELECT count(*) FROM entry").query(Integer.class).single();
	}

	private EffectState state() {
		return effect().state();
	}

	private Effect effect() {
		String nodeId = this.context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes().get(0).nodeId();
		return this.context.getBean(EffectStore.class).findByNode(nodeId).orElseThrow();
	}

	static class Ledger {

		private final JdbcClient database;

		private @Nullable Exception failure;

		private boolean rollbackOnly;

		Ledger(JdbcClient database) {
			this.database = database;
		}

		void fail(@Nullable Exception exception) {
			this.failure = exception;
		}

		void rollBack() {
			this.rollbackOnly = true;
		}

		@MusubitoStep(name = "book", type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Transactional
		String book(String number) throws Exception {
			String result = insert();
			if (this.failure != null) {
				throw this.failure;
			}
			if (this.rollbackOnly) {
				TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
			}
			return result;
		}

		@MusubitoStep(name = "book-quietly", type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Transactional
		String bookQuietly(String number) {
			return insert();
		}

		@MusubitoStep(name = "book-apart", type = StepType.EXTERNAL_EFFECT, transactional = true)
		@Transactional(propagation = Propagation.REQUIRES_NEW)
		String bookApart(String number) {
			return insert();
		}

		@MusubitoStep(name = "book-without", type = StepType.EXTERNAL_EFFECT, transactional = true)
		String bookWithout(String number) {
			return insert();
		}

		private String insert() {
			this.database.sql("INSERT INTO entry VALUES (1)").update();
			return this.database.sql("SELECT count(*) FROM entry").query(Integer.class).single() + " entries";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Application {

		@Bean
		DataSource dataSource() {
			JdbcDataSource source = new JdbcDataSource();
			source.setURL("jdbc:h2:mem:ledger;DB_CLOSE_DELAY=-1");
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
			return new Ledger(database);
		}

	}

}
