package io.musubito.execution;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.musubito.MusubitoStep;
import io.musubito.StepOutcome;
import io.musubito.observation.StepObservationContext;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A step is observed until its result has arrived.
 */
@Timeout(60)
class ObservedLaterTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Writer writer;

	private Stopped stopped;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.writer = this.context.getBean(Writer.class);
		this.stopped = this.context.getBean(Stopped.class);
	}

	@AfterEach
	void stop() {
		assertThat(this.context.getBean(ObservationRegistry.class).getCurrentObservation()).isNull();
		this.context.close();
	}

	@Test
	void aFutureUntilItIsComplete() {
		CompletableFuture<String> future = this.writer.future("x");
		assertThat(this.stopped.outcomes).isEmpty();
		this.context.getBean(Model.class).body.complete("done");
		assertThat(future.join()).isEqualTo("done");
		assertThat(this.writer.future("x").join()).isEqualTo("done");
		assertThat(this.stopped.outcomes).containsExactly(StepOutcome.EXECUTED, StepOutcome.REPLAYED);
	}

	@Test
	void aFutureUntilItIsCancelled() {
		this.writer.future("x").cancel(true);
		assertThat(this.stopped.outcomes).containsExactly(StepOutcome.FAILED);
	}

	@Test
	void aMonoWhoseBodySeesTheObservation() {
		assertThat(this.writer.mono("x").block()).isTrue();
		assertThat(this.writer.mono("x").block()).isTrue();
		assertThat(this.stopped.outcomes).containsExactly(StepOutcome.EXECUTED, StepOutcome.REPLAYED);
	}

	@Test
	void aFluxUntilItsEnd() {
		Model model = this.context.getBean(Model.class);
		StepVerifier.create(this.writer.flux("x"))
			.then(() -> model.sink.tryEmitNext("a").orThrow())
			.expectNext("a")
			.then(() -> assertThat(this.stopped.outcomes).isEmpty())
			.then(() -> model.sink.tryEmitComplete().orThrow())
			.verifyComplete();
		assertThat(this.stopped.outcomes).containsExactly(StepOutcome.EXECUTED);
		assertThat(this.writer.flux("x").take(1).blockLast()).isEqualTo("a");
		assertThat(this.stopped.outcomes).containsExactly(StepOutcome.EXECUTED, StepOutcome.REPLAYED);
	}

	@Test
	void aFluxUntilItIsAbandonedOrFails() {
		Model model = this.context.getBean(Model.class);
		StepVerifier.create(this.writer.flux("x"))
			.then(() -> model.sink.tryEmitNext("a").orThrow())
			.expectNext("a")
			.thenCancel()
			.verify();
		assertThat(this.stopped.outcomes).containsExactly(StepOutcome.FAILED);
		StepVerifier.create(this.writer.flux("x"))
			.then(() -> model.sink.tryEmitError(new IllegalStateException("x")).orThrow())
			.verifyError(IllegalStateException.class);
		assertThat(this.stopped.outcomes).containsExactly(StepOutcome.FAILED, StepOutcome.FAILED);
	}

	static class Model {

		private final CompletableFuture<String> body = new CompletableFuture<>();

		private final Sinks.Many<String> sink = Sinks.many().multicast().directBestEffort();

	}

	static class Writer {

		private final Model model;

		Writer(Model model) {
			this.model = model;
		}

		@MusubitoStep
		CompletableFuture<String> future(String text) {
			return this.model.body;
		}

		@MusubitoStep
		Mono<Boolean> mono(String text) {
			return Mono
				.deferContextual((context) -> Mono.just(context.<Observation>get(ObservationThreadLocalAccessor.KEY)
					.getContext() instanceof StepObservationContext));
		}

		@MusubitoStep
		Flux<String> flux(String text) {
			return this.model.sink.asFlux();
		}

	}

	static class Stopped implements ObservationHandler<StepObservationContext> {

		private final List<StepOutcome> outcomes = new CopyOnWriteArrayList<>();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof StepObservationContext;
		}

		@Override
		public void onStop(StepObservationContext context) {
			this.outcomes.add(context.getOutcome());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Stopped stopped() {
			return new Stopped();
		}

		@Bean
		ObservationRegistry observationRegistry(Stopped stopped) {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(stopped);
			return registry;
		}

		@Bean
		Model model() {
			return new Model();
		}

		@Bean
		Writer writer(Model model) {
			return new Writer(model);
		}

	}

}
