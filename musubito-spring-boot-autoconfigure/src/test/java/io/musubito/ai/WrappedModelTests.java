package io.musubito.ai;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.BudgetExceededException;
import io.musubito.ModelUsage;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A model that asks others: each answer of a server is told of once.
 */
@Timeout(60)
class WrappedModelTests {

	private static final Usage OF_SUBSTITUTE = Usage.of(new ModelUsage("substitute", 1, 11, 7, 4));

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private RecordedModelCalls calls;

	private Steps steps;

	@AfterEach
	void close() {
		this.context.close();
		this.server.close();
	}

	@Test
	void aCallFallsBackToAnotherModel() {
		start(FallingBack.class);
		answerAsSubstituteOnly();
		assertThat(this.steps.call("Why?")).isEqualTo("An answer.");
		assertThat(this.calls.usage("call")).isEqualTo(OF_SUBSTITUTE);
		assertCounted(1);
	}

	@Test
	void aStreamFallsBackToAnotherModel() {
		start(FallingBack.class);
		answerAsSubstituteOnly();
		assertThat(String.join("", this.steps.stream("Why?").collectList().block())).isEqualTo("An answer.");
		assertThat(this.calls.usage("stream")).isEqualTo(OF_SUBSTITUTE);
		assertCounted(1);
	}

	@Test
	void aModelThatTakesThePlaceOfAnotherHasToBeAffordable() {
		start(FallingBack.class);
		this.server.answer((request) -> {
			this.calls.exhaust();
			return Answer.error(400, "no");
		});
		assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(() -> this.steps.call("Why?"));
		assertThat(this.server.requests()).hasSize(1);
		assertCounted(1);
	}

	@Test
	void aModelThatIsCalledOnAnotherThread() {
		start(Elsewhere.class);
		assertThat(this.steps.call("Why?")).isEqualTo("An answer.");
		assertCounted(0);
	}

	@Test
	void aModelThatStreamsOnAnotherThread() {
		start(Elsewhere.class);
		assertThat(String.join("", this.steps.stream("Why?").collectList().block())).isEqualTo("An answer.");
		assertCounted(0);
	}

	@Test
	void aModelThatAsksAClient() {
		start(Delegating.class);
		assertThat(this.steps.call("Why?")).isEqualTo("An answer.");
		assertThat(String.join("", this.steps.stream("Why?").collectList().block())).isEqualTo("An answer.");
		assertCounted(0);
	}

	private void start(Class<?> application) {
		this.context = Engine.in(this.directory).start(application, "test.base-url=" + this.server.baseUrl());
		this.calls = this.context.getBean(RecordedModelCalls.class);
		this.steps = this.context.getBean(Steps.class);
	}

	private void answerAsSubstituteOnly() {
		this.server.answer((request) -> request.path("model").asString().equals("substitute")
				? Answer.text("An answer.") : Answer.error(400, "no"));
	}

	private void assertCounted(int failures) {
		Flux.interval(Duration.ofMillis(5))
			.filter((tick) -> this.calls.inProgress() == 0)
			.blockFirst(Duration.ofSeconds(20));
		assertThat(this.calls.usage()).isEqualTo(this.server.told());
		assertThat(this.calls.failures()).isEqualTo(failures);
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ RecordedModelCalls.class, Steps.class })
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, ChatClientAutoConfiguration.class,
			ObservationAutoConfiguration.class })
	static class Application {

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FallingBack extends Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String url, ObservationRegistry registry) {
			return new FallbackModel(ModelCallTests.model(url, "model", registry),
					ModelCallTests.model(url, "substitute", registry));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Elsewhere extends Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String url, ObservationRegistry registry) {
			return new PooledModel(ModelCallTests.model(url, "model", registry));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Delegating extends Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String url, ObservationRegistry registry,
				RecordedModelCalls calls) {
			ChatModel model = ModelCallTests.model(url, "model", registry);
			return new ClientModel(model,
					ChatClient.builder(model, registry, null, null)
						.defaultAdvisors(new ModelCallAdvisor(calls, new FinishReasons(FinishReasons.COMPLETE)))
						.build());
		}

	}

	record FallbackModel(ChatModel model, ChatModel substitute) implements ChatModel {

		@Override
		public ChatOptions getOptions() {
			return this.model.getOptions();
		}

		@Override
		public ChatResponse call(Prompt prompt) {
			try {
				return this.model.call(prompt);
			}
			catch (RuntimeException ex) {
				return this.substitute.call(forSubstitute(prompt));
			}
		}

		@Override
		public Flux<ChatResponse> stream(Prompt prompt) {
			return this.model.stream(prompt).onErrorResume((ex) -> this.substitute.stream(forSubstitute(prompt)));
		}

		private Prompt forSubstitute(Prompt prompt) {
			return new Prompt(prompt.getInstructions(), this.substitute.getOptions());
		}

	}

	static final class PooledModel implements ChatModel, AutoCloseable {

		private final ChatModel model;

		private final ExecutorService pool = Executors.newSingleThreadExecutor();

		PooledModel(ChatModel model) {
			this.model = model;
		}

		@Override
		public ChatOptions getOptions() {
			return this.model.getOptions();
		}

		@Override
		public ChatResponse call(Prompt prompt) {
			Callable<ChatResponse> work = () -> this.model.call(prompt);
			try {
				return ContextExecutorService.wrap(this.pool, ContextSnapshotFactory.builder().build()::captureAll)
					.submit(work)
					.get();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public Flux<ChatResponse> stream(Prompt prompt) {
			return this.model.stream(prompt).subscribeOn(Schedulers.boundedElastic());
		}

		@Override
		public void close() {
			this.pool.shutdown();
		}

	}

	record ClientModel(ChatModel model, ChatClient client) implements ChatModel {

		@Override
		public ChatOptions getOptions() {
			return this.model.getOptions();
		}

		@Override
		public ChatResponse call(Prompt prompt) {
			return this.client.prompt(prompt).call().chatResponse();
		}

		@Override
		public Flux<ChatResponse> stream(Prompt prompt) {
			return this.client.prompt(prompt).stream().chatResponse();
		}

	}

	static class Steps {

		private final ChatClient client;

		Steps(ChatClient.Builder builder) {
			this.client = builder.build();
		}

		@MusubitoStep(name = "call", type = StepType.STOCHASTIC)
		String call(String question) {
			return this.client.prompt(question).call().content();
		}

		@MusubitoStep(name = "stream", type = StepType.STOCHASTIC)
		Flux<String> stream(String question) {
			return this.client.prompt(question).stream().content();
		}

	}

}
