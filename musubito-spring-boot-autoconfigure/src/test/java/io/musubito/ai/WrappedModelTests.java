package io.musubito.ai;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

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
import io.musubito.quota.ModelLimits;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
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

	@Test
	void aModelThatAsksSeveralAtTheSameTime() {
		start(AskingSeveral.class);
		this.server.answer(WrappedModelTests::answerOfEach);
		for (int question = 0; question < 8; question++) {
			assertThat(this.steps.call("Question " + question)).isEqualTo("model|substitute");
		}
		assertThat(this.server.requests()).hasSize(16);
		assertThat(this.calls.usage("call")).isEqualTo(this.server.told());
		assertCounted(0);
		assertThat(this.steps.call("Question 0")).isEqualTo("model|substitute");
		assertThat(this.server.requests()).hasSize(16);
		assertCounted(0);
	}

	@Test
	void aModelThatAsksSeveralOnThreadsOfItsOwn() {
		start(AskingSeveralElsewhere.class);
		this.server.answer(WrappedModelTests::answerOfEach);
		for (int question = 0; question < 8; question++) {
			assertThat(this.steps.call("Question " + question)).isEqualTo("model|substitute");
		}
		assertThat(this.calls.usage("call")).isEqualTo(this.server.told());
		assertCounted(0);
	}

	@Test
	void aModelThatStreamsSeveralAtTheSameTime() {
		start(AskingSeveral.class);
		this.server.answer((request) -> answerOfEach(request).using(11, 7, 0));
		for (int question = 0; question < 8; question++) {
			assertThat(this.steps.stream("Question " + question).collectList().block().stream().sorted().toList())
				.contains("model", "substitute");
		}
		assertThat(this.server.requests()).hasSize(16);
		assertCounted(0);
		assertThat(this.calls.usage("stream")).isEqualTo(this.server.told());
	}

	@Test
	void aModelThatTakesTheFastestAnswer() throws Exception {
		start(Racing.class);
		CountDownLatch faster = new CountDownLatch(1);
		this.server.answer((request) -> {
			if (request.path("model").asString().equals("model")) {
				await(faster);
			}
			return answerOfEach(request);
		});
		assertThat(this.steps.call("Why?")).isEqualTo("substitute");
		faster.countDown();
		assertCounted(0);
	}

	@Test
	void aModelThatFailsAfterOneOfSeveralAnswered() {
		start(AskingSeveral.class);
		this.server.answer((request) -> request.path("model").asString().equals("model") ? answerOfEach(request)
				: Answer.error(400, "no"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.steps.call("Why?"));
		assertCounted(1);
	}

	private static Answer answerOfEach(JsonNode request) {
		String model = request.path("model").asString();
		return model.equals("model") ? Answer.text(model).using(11, 7, 4) : Answer.text(model).using(13, 5, 2);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
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
	static class AskingSeveral extends Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String url, ObservationRegistry registry) {
			return new SeveralModels(ModelCallTests.model(url, "model", registry),
					ModelCallTests.model(url, "substitute", registry), false);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AskingSeveralElsewhere extends Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String url, ObservationRegistry registry) {
			return new SeveralModels(ModelCallTests.model(url, "model", registry),
					ModelCallTests.model(url, "substitute", registry), false, UnaryOperator.identity());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Racing extends Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String url, ObservationRegistry registry) {
			return new SeveralModels(ModelCallTests.model(url, "model", registry),
					ModelCallTests.model(url, "substitute", registry), true);
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
						.defaultAdvisors(new ModelCallAdvisor(calls, new FinishReasons(FinishReasons.COMPLETE),
								new ModelPlaces(ModelLimits.NONE)))
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

	/**
	 * Asks two models at the same time, and takes the fastest answer or both.
	 */
	static final class SeveralModels implements ChatModel, AutoCloseable {

		private final ChatModel one;

		private final ChatModel other;

		private final boolean fastest;

		private final ExecutorService threads = Executors.newFixedThreadPool(2);

		private final Executor pool;

		SeveralModels(ChatModel one, ChatModel other, boolean fastest) {
			this(one, other, fastest, (threads) -> ContextExecutorService.wrap(threads,
					ContextSnapshotFactory.builder().build()::captureAll));
		}

		SeveralModels(ChatModel one, ChatModel other, boolean fastest, UnaryOperator<ExecutorService> pool) {
			this.one = one;
			this.other = other;
			this.fastest = fastest;
			this.pool = pool.apply(this.threads);
		}

		@Override
		public ChatOptions getOptions() {
			return this.one.getOptions();
		}

		@Override
		public ChatResponse call(Prompt prompt) {
			CompletableFuture<ChatResponse> first = CompletableFuture.supplyAsync(() -> this.one.call(prompt),
					this.pool);
			CompletableFuture<ChatResponse> second = CompletableFuture
				.supplyAsync(() -> this.other.call(forOther(prompt)), this.pool);
			if (this.fastest) {
				return (ChatResponse) CompletableFuture.anyOf(first, second).join();
			}
			CompletableFuture.allOf(first, second).join();
			return new ChatResponse(
					List.of(new Generation(new AssistantMessage(first.join().getResult().getOutput().getText() + "|"
							+ second.join().getResult().getOutput().getText()))),
					second.join().getMetadata());
		}

		@Override
		public Flux<ChatResponse> stream(Prompt prompt) {
			return Flux.merge(this.one.stream(prompt).subscribeOn(Schedulers.boundedElastic()),
					this.other.stream(forOther(prompt)).subscribeOn(Schedulers.boundedElastic()));
		}

		private Prompt forOther(Prompt prompt) {
			return new Prompt(prompt.getInstructions(), this.other.getOptions());
		}

		@Override
		public void close() {
			this.threads.shutdown();
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
