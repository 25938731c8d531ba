package io.musubito.behaviour.claim;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.ClaimTimeoutException;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.store.Claim;
import io.musubito.store.ClaimStore;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application that waits for what another one on the same store executes.
 */
@Timeout(60)
class ClaimWaitTests {

	@TempDir
	Path directory;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private ConfigurableApplicationContext owner;

	private Writer writer;

	private Future<String> execution;

	@BeforeEach
	void execute() throws InterruptedException {
		this.owner = Engine.in(this.directory).start(Application.class);
		this.writer = this.owner.getBean(Writer.class);
		this.execution = this.threads.submit(() -> this.writer.draft("a"));
		assertThat(this.writer.begun().await(20, TimeUnit.SECONDS)).isTrue();
	}

	@AfterEach
	void stop() {
		this.writer.proceed();
		this.threads.shutdownNow();
		this.owner.close();
	}

	@Test
	void afterMaxWaitTheStepExecutesAndItsResultIsNotKept() throws Exception {
		try (ConfigurableApplicationContext other = start("musubito.claims.max-wait=200ms")) {
			assertThat(other.getBean(Writer.class).draft("a")).isEqualTo("1. draft of a");
			this.writer.proceed();
			assertThat(this.execution.get()).isEqualTo("1. draft of a");
			assertThat(other.getBean(Writer.class).draft("a")).isEqualTo("1. draft of a");
			assertThat(other.getBean(Writer.class).executions()).isEqualTo(1);
		}
	}

	@Test
	void afterMaxWaitTheStepFailsIfThatIsConfigured() {
		try (ConfigurableApplicationContext other = start("musubito.claims.max-wait=200ms",
				"musubito.claims.on-timeout=fail")) {
			assertThatExceptionOfType(ClaimTimeoutException.class)
				.isThrownBy(() -> other.getBean(Writer.class).draft("a"))
				.withMessageContaining("'draft'")
				.withMessageContaining("process " + ProcessHandle.current().pid())
				.withMessageContaining("musubito.claims.max-wait");
			assertThat(other.getBean(Writer.class).executions()).isEqualTo(0);
		}
	}

	@Test
	void whatIsExecutedIsShownAsRunningWithItsClaim() {
		Claim claim = this.owner.getBean(ClaimStore.class).findAll().get(0);
		assertThat(this.owner.getBean(MusubitoLineage.class).find(claim.nodeId()))
			.hasValueSatisfying((view) -> assertThat(view.status()).isEqualTo(NodeStatus.RUNNING));
		this.writer.proceed();
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.owner.getBean(MusubitoLineage.class).find(claim.nodeId()))
				.hasValueSatisfying((view) -> assertThat(view.status()).isEqualTo(NodeStatus.SUCCESS)));
		assertThat(this.owner.getBean(ClaimStore.class).findAll()).isEmpty();
	}

	@Test
	void anApplicationThatEndsLeavesNoClaim() {
		try (ConfigurableApplicationContext other = start()) {
			this.owner.close();
			assertThat(other.getBean(ClaimStore.class).findAll()).isEmpty();
		}
	}

	private ConfigurableApplicationContext start(String... properties) {
		ConfigurableApplicationContext other = Engine.in(this.directory).start(Application.class, properties);
		other.getBean(Writer.class).proceed();
		return other;
	}

	static class Writer {

		private final CountDownLatch begun = new CountDownLatch(1);

		private final CountDownLatch proceed = new CountDownLatch(1);

		private final AtomicInteger executions = new AtomicInteger();

		@MusubitoStep(name = "draft")
		String draft(String text) throws InterruptedException {
			int execution = this.executions.incrementAndGet();
			this.begun.countDown();
			this.proceed.await();
			return execution + ". draft of " + text;
		}

		CountDownLatch begun() {
			return this.begun;
		}

		void proceed() {
			this.proceed.countDown();
		}

		int executions() {
			return this.executions.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

}
