package io.musubito.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.musubito.MusubitoStep;
import io.musubito.store.ClaimStore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A caller may complete the future that it got: that gives the call up, whatever it is
 * completed with.
 */
@Tag("slow")
@Timeout(55)
class GivenUpFutureTests extends AsynchronousSteps {

	private Asker asker;

	private Bodies bodies;

	GivenUpFutureTests() {
		super(Application.class);
	}

	@BeforeEach
	void start() {
		this.asker = this.context.getBean(Asker.class);
		this.bodies = this.context.getBean(Bodies.class);
	}

	@ParameterizedTest
	@EnumSource
	void theNextCallerExecutes(Way way) throws Exception {
		CompletableFuture<String> stuck = this.bodies.next;
		CompletableFuture<String> first = this.asker.ask("q");
		way.giveUp(first);
		assertThat(stuck).as("the future of the body").isCancelled();
		this.bodies.next = CompletableFuture.completedFuture("answer");
		assertThat(this.asker.ask("q").get(20, TimeUnit.SECONDS)).isEqualTo("answer");
		assertThat(this.bodies.count).hasValue(2);
		assertNothingIsHeld();
	}

	@ParameterizedTest
	@EnumSource
	void thoseWhoJoinedTryForThemselves(Way way) throws Exception {
		CompletableFuture<String> first = this.asker.ask("q");
		CompletableFuture<String> joined = this.asker.ask("q");
		this.bodies.next = CompletableFuture.completedFuture("answer");
		way.giveUp(first);
		assertThat(joined.get(20, TimeUnit.SECONDS)).isEqualTo("answer");
		assertNothingIsHeld();
	}

	@ParameterizedTest
	@EnumSource
	void oneWhoJoinedAndGivesUpLeavesTheOthers(Way way) throws Exception {
		CompletableFuture<String> body = this.bodies.next;
		CompletableFuture<String> first = this.asker.ask("q");
		way.giveUp(this.asker.ask("q"));
		assertThat(this.context.getBean(StepExecutor.class).waiting()).as("callers who wait").isZero();
		body.complete("answer");
		assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("answer");
		assertThat(this.bodies.count).hasValue(1);
	}

	@Test
	void aTimeoutGivesUp() throws Exception {
		CompletableFuture<String> first = this.asker.ask("q").orTimeout(20, TimeUnit.MILLISECONDS);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(first::join)
			.withCauseInstanceOf(TimeoutException.class);
		Awaitility.await().untilAsserted(() -> assertThat(underWay()).as("steps under way").isZero());
		this.bodies.next = CompletableFuture.completedFuture("answer");
		assertThat(this.asker.ask("q").get(20, TimeUnit.SECONDS)).isEqualTo("answer");
	}

	@Test
	void aValueOfTheCallersOwnIsNotRecorded() throws Exception {
		CompletableFuture<String> first = this.asker.ask("q").completeOnTimeout("none", 20, TimeUnit.MILLISECONDS);
		assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("none");
		Awaitility.await().untilAsserted(() -> assertThat(underWay()).as("steps under way").isZero());
		assertThat(summary().nodes()).isZero();
	}

	private void assertNothingIsHeld() {
		StepExecutor executor = this.context.getBean(StepExecutor.class);
		Awaitility.await().untilAsserted(() -> {
			assertThat(executor.running()).as("steps under way").isZero();
			assertThat(executor.waiting()).as("callers who wait").isZero();
			assertThat(this.context.getBean(ClaimStore.class).findAll()).isEmpty();
		});
	}

	@Nested
	class InGreatNumbers {

		@Test
		void leaveNothingWhenTheyLead() {
			Asker asker = GivenUpFutureTests.this.asker;
			Bodies bodies = GivenUpFutureTests.this.bodies;
			for (int i = 0; i < 10_000; i++) {
				bodies.next = new CompletableFuture<>();
				asker.ask("q").completeExceptionally(new TimeoutException());
			}
			assertNothingIsHeld();
		}

		@Test
		void leaveNothingWhenTheyJoin() {
			Asker asker = GivenUpFutureTests.this.asker;
			Bodies bodies = GivenUpFutureTests.this.bodies;
			CompletableFuture<String> body = bodies.next;
			CompletableFuture<String> first = asker.ask("q");
			for (int i = 0; i < 10_000; i++) {
				asker.ask("q").completeExceptionally(new TimeoutException());
			}
			assertThat(GivenUpFutureTests.this.context.getBean(StepExecutor.class).waiting()).as("callers who wait")
				.isZero();
			assertThat(body.getNumberOfDependents()).isOne();
			body.complete("answer");
			assertThat(first).isCompletedWithValue("answer");
			assertNothingIsHeld();
		}

	}

	enum Way {

		CANCEL((future) -> future.cancel(true)), COMPLETE((future) -> future.complete("own")),
		COMPLETE_EXCEPTIONALLY((future) -> future.completeExceptionally(new TimeoutException())),
		OBTRUDE_VALUE((future) -> future.obtrudeValue("own")),
		OBTRUDE_EXCEPTION((future) -> future.obtrudeException(new TimeoutException()));

		private final Consumer<CompletableFuture<String>> way;

		Way(Consumer<CompletableFuture<String>> way) {
			this.way = way;
		}

		void giveUp(CompletableFuture<String> future) {
			this.way.accept(future);
		}

	}

	static class Bodies {

		private final AtomicInteger count = new AtomicInteger();

		private volatile CompletableFuture<String> next = new CompletableFuture<>();

	}

	static class Asker {

		private final Bodies bodies;

		Asker(Bodies bodies) {
			this.bodies = bodies;
		}

		@MusubitoStep
		CompletableFuture<String> ask(String question) {
			this.bodies.count.incrementAndGet();
			return this.bodies.next;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Bodies bodies() {
			return new Bodies();
		}

		@Bean
		Asker asker(Bodies bodies) {
			return new Asker(bodies);
		}

	}

}
