package io.musubito.aop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.musubito.MusubitoStep;
import io.musubito.store.LineageQueries;
import io.musubito.store.StoreSummary;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.Advised;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A step includes its retries and its transaction: a replay opens none.
 */
class AdviceOrderTests {

	@TempDir
	Path directory;

	/**
	 * Each order in which the post-processors of the annotations may be registered.
	 */
	static Stream<List<Class<?>>> orders() {
		return Stream.of(List.of(Asynchronous.class, Resilient.class, Transactions.class),
				List.of(Transactions.class, Resilient.class, Asynchronous.class),
				List.of(Resilient.class, Transactions.class, Asynchronous.class));
	}

	@ParameterizedTest
	@MethodSource("orders")
	void isAsyncThenStepThenRetryThenTransaction(List<Class<?>> configurations) {
		runner(configurations)
			.run((context) -> assertThat(advices(context)).containsExactly("AnnotationAsyncExecutionInterceptor",
					"StepInterceptor", "RetryAnnotationInterceptor", "TransactionInterceptor"));
	}

	@ParameterizedTest
	@MethodSource("orders")
	void aReplayOpensNoTransactionAndRetriesHappenInsideOfOneExecution(List<Class<?>> configurations) {
		runner(configurations).run((context) -> {
			Model model = context.getBean(Model.class);
			CountingTransactionManager transactions = context.getBean(CountingTransactionManager.class);
			assertThat(model.ask("x")).isEqualTo("answer to x");
			assertThat(model.attempts()).hasValue(3);
			assertThat(transactions.begun).hasValue(3);
			assertThat(model.ask("x")).isEqualTo("answer to x");
			assertThat(model.attempts()).hasValue(3);
			assertThat(transactions.begun).hasValue(3);
			StoreSummary summary = context.getBean(LineageQueries.class).summary();
			assertThat(summary.nodes()).isEqualTo(1);
		});
	}

	@Test
	void anAsynchronousStepWithoutResultExecutesOnce() {
		runner(List.of(Asynchronous.class)).run((context) -> {
			Model model = context.getBean(Model.class);
			ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
			for (int i = 0; i < 2; i++) {
				model.tell("x");
				// Its only thread gets here after the step was recorded
				executor.submit(() -> {
				}).get(20, TimeUnit.SECONDS);
			}
			assertThat(model.told()).hasValue(1);
			assertThat(model.teller()).isNotEqualTo(Thread.currentThread().getName());
		});
	}

	@Test
	void authorizationIsCheckedBeforeAReplay() {
		runner(List.of(Resilient.class, Transactions.class, Authorization.class)).run((context) -> {
			Model model = context.getBean(Model.class);
			try {
				SecurityContextHolder.getContext()
					.setAuthentication(new TestingAuthenticationToken("ann", "", "ROLE_READER"));
				assertThat(model.secret("x")).isEqualTo("secret of x");
				assertThat(model.secret("x")).isEqualTo("secret of x");
				assertThat(model.attempts()).hasValue(2);
				SecurityContextHolder.getContext()
					.setAuthentication(new TestingAuthenticationToken("bob", "", "ROLE_GUEST"));
				assertThatExceptionOfType(AuthorizationDeniedException.class).isThrownBy(() -> model.secret("x"));
			}
			finally {
				SecurityContextHolder.clearContext();
			}
		});
	}

	@Test
	void aFutureOfAnAsyncMethodIsCompleteWhenItsStepIsRecorded() {
		Engine.in(this.directory).runner(Asynchronous.class).withBean(Later.class).run((context) -> {
			Later later = context.getBean(Later.class);
			assertThat(later.later("x").get(20, TimeUnit.SECONDS)).startsWith("x on ")
				.isNotEqualTo("x on " + Thread.currentThread().getName());
			assertThat(context.getBean(LineageQueries.class).summary().nodes()).isEqualTo(1);
			assertThat(later.later("x").get(20, TimeUnit.SECONDS)).startsWith("x on ");
			assertThat(later.count()).hasValue(1);
			assertThat(later.later("")).failsWithin(Duration.ofSeconds(20))
				.withThrowableThat()
				.withCauseExactlyInstanceOf(IllegalArgumentException.class);
		});
	}

	private ApplicationContextRunner runner(List<Class<?>> configurations) {
		return Engine.in(this.directory)
			.runner(Beans.class)
			.withUserConfiguration(configurations.toArray(new Class<?>[0]));
	}

	private static List<String> advices(AssertableApplicationContext context) {
		return Arrays.stream(((Advised) context.getBean(Model.class)).getAdvisors())
			.map((advisor) -> advisor.getAdvice().getClass().getSimpleName())
			.toList();
	}

	static class Model {

		private final AtomicInteger attempts = new AtomicInteger();

		private final AtomicInteger told = new AtomicInteger();

		private volatile String teller;

		AtomicInteger attempts() {
			return this.attempts;
		}

		AtomicInteger told() {
			return this.told;
		}

		String teller() {
			return this.teller;
		}

		@MusubitoStep
		@Retryable(maxRetries = 5, delay = 1)
		@Transactional
		String ask(String question) {
			if (this.attempts.incrementAndGet() < 3) {
				throw new IllegalStateException("rate limit");
			}
			return "answer to " + question;
		}

		@MusubitoStep
		@Retryable(maxRetries = 5, delay = 1)
		@PreAuthorize("hasRole('READER')")
		String secret(String name) {
			if (this.attempts.incrementAndGet() < 2) {
				throw new IllegalStateException("rate limit");
			}
			return "secret of " + name;
		}

		@Async
		@MusubitoStep
		void tell(String text) {
			this.teller = Thread.currentThread().getName();
			this.told.incrementAndGet();
		}

	}

	static class Later {

		private final AtomicInteger count = new AtomicInteger();

		AtomicInteger count() {
			return this.count;
		}

		@Async
		@MusubitoStep
		CompletableFuture<String> later(String text) {
			if (text.isEmpty()) {
				return CompletableFuture.failedFuture(new IllegalArgumentException("nothing"));
			}
			this.count.incrementAndGet();
			return CompletableFuture.completedFuture(text + " on " + Thread.currentThread().getName());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Model model() {
			return new Model();
		}

		@Bean
		CountingTransactionManager transactionManager() {
			return new CountingTransactionManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Asynchronous {

		@Bean
		ThreadPoolTaskExecutor taskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class Resilient {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(proxyTargetClass = true)
	static class Transactions {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class Authorization {

	}

	static class CountingTransactionManager extends AbstractPlatformTransactionManager
			implements PlatformTransactionManager {

		private final AtomicInteger begun = new AtomicInteger();

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			this.begun.incrementAndGet();
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			// Nothing to commit
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			// Nothing to roll back
		}

	}

}
