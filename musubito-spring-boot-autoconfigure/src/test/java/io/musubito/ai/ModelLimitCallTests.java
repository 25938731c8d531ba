package io.musubito.ai;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.ModelLimitException;
import io.musubito.MusubitoException;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.quota.Limit;
import io.musubito.quota.LimitUse;
import io.musubito.quota.ModelLimits;
import io.musubito.store.NoStore;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls of models wait for a place within the limits, whoever makes them, and replays
 * take none.
 */
@Tag("slow")
@Timeout(120)
class ModelLimitCallTests {

	private final ModelServer server = new ModelServer();

	private final CountDownLatch release = new CountDownLatch(1);

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		this.release.countDown();
		if (this.context != null) {
			this.context.close();
		}
		this.server.close();
	}

	@Test
	void noMoreAtTheSameTimeThanTheProviderAllows() {
		start("musubito.ai.limits.gpt-5-mini.concurrent=1");
		blockAnswers();
		List<CompletableFuture<String>> calls = IntStream.range(0, 3)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> ask("Question " + i)))
			.toList();
		Awaitility.await().until(() -> use().waiting() == 2);
		assertThat(this.server.requests()).hasSize(1);
		this.release.countDown();
		assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(100, TimeUnit.SECONDS));
		Awaitility.await().until(() -> use().active() == 0);
		assertThat(use().taken()).isEqualTo(3);
	}

	@Test
	void replaysTakeNoPlace() {
		start("musubito.ai.limits.gpt-5-mini.requests-per-minute=1", "musubito.ai.limits-max-wait=300ms");
		Steps steps = this.context.getBean(Steps.class);
		assertThat(steps.draft("Why?")).isEqualTo("An answer.");
		assertThat(steps.draft("Why?")).isEqualTo("An answer.");
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> steps.draft("How?"))
			.withMessageContaining("1 requests a minute");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void whatAStepMakesOfTheRefusalIsNotKept() {
		start("musubito.ai.limits.gpt-5-mini.concurrent=1", "musubito.ai.limits-max-wait=300ms");
		blockAnswers();
		Steps steps = this.context.getBean(Steps.class);
		CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> ask("First"));
		Awaitility.await().until(() -> this.server.requests().size() == 1);
		assertThat(steps.draftOrNothing("How?")).isEqualTo("nothing");
		this.release.countDown();
		assertThat(first).succeedsWithin(100, TimeUnit.SECONDS);
		Awaitility.await().until(() -> use().active() == 0);
		assertThat(steps.draftOrNothing("How?")).isEqualTo("An answer.");
	}

	@Test
	void callsPastTheClientAndEmbeddings() {
		start("musubito.ai.limits.gpt-5-mini.requests-per-minute=2", "musubito.ai.limits.embedding.tokens-per-minute=5",
				"musubito.ai.limits-max-wait=300ms");
		ChatModel model = this.context.getBean(ChatModel.class);
		model.call(new Prompt("Why?"));
		model.stream(new Prompt("Why?")).blockLast();
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> model.call(new Prompt("Why?")));
		EmbeddingModel embeddings = this.context.getBean(EmbeddingModel.class);
		embeddings.embed("a");
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> embeddings.embed("b"))
			.withMessageContaining("Model 'embedding'");
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	void aStreamWaitsWithoutAThreadAndGivesItsPlaceBack() {
		start("musubito.ai.limits.gpt-5-mini.concurrent=1");
		blockAnswers();
		CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> ask("First"));
		Awaitility.await().until(() -> this.server.requests().size() == 1);
		List<CompletableFuture<List<String>>> streams = IntStream.range(0, 50)
			.mapToObj((i) -> Flux.defer(() -> client().prompt("Stream " + i).stream().content())
				.subscribeOn(Schedulers.parallel())
				.collectList()
				.toFuture())
			.toList();
		Disposable cancelled = client().prompt("Cancelled").stream().content().subscribe();
		Awaitility.await().until(() -> use().waiting() == 51);
		assertThat(CompletableFuture.runAsync(() -> {
		}, Schedulers.parallel()::schedule)).succeedsWithin(10, TimeUnit.SECONDS);
		cancelled.dispose();
		Awaitility.await().until(() -> use().waiting() == 50);
		this.release.countDown();
		assertThat(first).succeedsWithin(100, TimeUnit.SECONDS);
		assertThat(streams).allSatisfy((stream) -> assertThat(stream).succeedsWithin(100, TimeUnit.SECONDS));
		Awaitility.await().until(() -> use().active() == 0);
		assertThat(this.server.requests()).hasSize(51);
	}

	@Test
	void whoIsInterruptedLeavesTheQueue() throws Exception {
		start("musubito.ai.limits.gpt-5-mini.concurrent=1");
		blockAnswers();
		CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> ask("First"));
		Awaitility.await().until(() -> this.server.requests().size() == 1);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		Thread interrupted = new Thread(() -> {
			try {
				ask("Second");
			}
			catch (RuntimeException ex) {
				failure.complete(Thread.currentThread().isInterrupted() ? ex : new AssertionError("cleared", ex));
			}
		});
		interrupted.start();
		Awaitility.await().until(() -> use().waiting() == 1);
		interrupted.interrupt();
		assertThat(failure).succeedsWithin(10, TimeUnit.SECONDS)
			.isInstanceOf(java.util.concurrent.CancellationException.class);
		Awaitility.await().until(() -> use().waiting() == 0);
		this.release.countDown();
		assertThat(first).succeedsWithin(100, TimeUnit.SECONDS);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void theModelThatIsReallyCalledNeedsThePlace() {
		start("musubito.ai.limits.gpt-5-mini.concurrent=1", "musubito.ai.limits.gpt-5-mini.requests-per-minute=2",
				"musubito.ai.limits-max-wait=300ms");
		ChatModel router = new Router(this.context.getBean(ChatModel.class));
		ChatClient.Builder builder = ChatClient.builder(router, this.context.getBean(ObservationRegistry.class), null,
				null);
		this.context.getBeanProvider(ChatClientBuilderCustomizer.class)
			.forEach((customizer) -> customizer.customize(builder));
		ChatClient client = builder.build();
		assertThat(client.prompt("Why?").call().content()).isEqualTo("An answer.");
		assertThat(client.prompt("Why?").stream().content().collectList().block()).isNotEmpty();
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> client.prompt("Why?").call().content());
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void aFailedCallCountsAndEnds() {
		start("musubito.ai.limits.gpt-5-mini.concurrent=1", "musubito.ai.limits.gpt-5-mini.requests-per-minute=10");
		this.server.answer((request) -> Answer.error(500, "broken"));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> ask("Why?"));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> client().prompt("Why?").stream().content().blockLast());
		Awaitility.await().until(() -> use().active() == 0);
		assertThat(use().requests()).isEqualTo(2);
		assertThat(use().taken()).isEqualTo(2);
	}

	@Test
	void aProviderThatRefusesSaysForHowLong() {
		start("musubito.ai.limits.gpt-5-mini.requests-per-minute=10", "musubito.ai.limits-max-wait=2s");
		this.server.answer((request) -> Answer.error(429, "too many"), Map.of("Retry-After", "7"));
		assertThatExceptionOfType(com.openai.errors.RateLimitException.class).isThrownBy(() -> ask("Why?"));
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> ask("Why?"))
			.withMessageContaining("wants none for another 7 s");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void aStreamThatIsRefusedSaysSoToo() {
		start("musubito.ai.limits.gpt-5-mini.requests-per-minute=10", "musubito.ai.limits-max-wait=2s");
		this.server.answer((request) -> Answer.error(429, "too many"), Map.of("retry-after-ms", "6500"));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> client().prompt("Why?").stream().content().blockLast());
		assertThatExceptionOfType(ModelLimitException.class)
			.isThrownBy(() -> client().prompt("Why?").stream().content().blockLast())
			.withMessageContaining("wants none for another");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void aClientThatRepeatsByItselfIsRefusedAtTheStart() {
		assertThatExceptionOfType(MusubitoException.class)
			.isThrownBy(() -> start("musubito.ai.limits.gpt-5-mini.requests-per-minute=10", "test.retries=3"))
			.withMessageContaining("up to 3 times")
			.withMessageContaining("spring.ai.openai.max-retries=0");
	}

	@Test
	void aModelThatIsNoBeanAndRepeatsIsRefusedWhenItIsCalled() {
		start("musubito.ai.limits.gpt-5-mini.requests-per-minute=10");
		ChatModel model = Application.model(this.server.baseUrl(), 3, this.context.getBean(ObservationRegistry.class));
		assertThatExceptionOfType(ModelLimitException.class).isThrownBy(() -> model.call(new Prompt("Why?")))
			.withMessageContaining("up to 3 times");
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void aModelWithATemplateThatRepeatsIsRefused() {
		ModelLimits limits = new ModelLimits(Map.of("llama", new Limit(1, Limit.NONE, Limit.NONE)),
				Duration.ofMinutes(1), new NoStore());
		assertThat(RepeatingModels.findRefusal(ollama("llama", RetryPolicy.withMaxRetries(1)), limits))
			.contains("spring.ai.retry.max-attempts=0");
		assertThat(RepeatingModels.findRefusal(ollama("llama", RetryPolicy.withMaxRetries(0)), limits)).isNull();
		assertThat(RepeatingModels.findRefusal(ollama("other", RetryPolicy.withMaxRetries(1)), limits)).isNull();
	}

	private static ChatModel ollama(String name, RetryPolicy retries) {
		return OllamaChatModel.builder()
			.ollamaApi(OllamaApi.builder().build())
			.options(OllamaChatOptions.builder().model(name).build())
			.retryTemplate(new RetryTemplate(retries))
			.build();
	}

	@Test
	void aThreadThatMustNotWaitIsToldSo() {
		start("musubito.ai.limits.gpt-5-mini.requests-per-minute=10");
		ChatModel model = this.context.getBean(ChatModel.class);
		assertThatExceptionOfType(ModelLimitException.class)
			.isThrownBy(() -> model.stream(new Prompt("Why?")).subscribeOn(Schedulers.parallel()).blockLast())
			.withMessageContaining("must not wait");
		assertThat(model.stream(new Prompt("Why?")).subscribeOn(Schedulers.boundedElastic()).blockLast()).isNotNull();
	}

	private String ask(String question) {
		return client().prompt(question).call().content();
	}

	private ChatClient client() {
		return this.context.getBean(ChatClient.Builder.class).build();
	}

	private LimitUse use() {
		return this.context.getBean(ModelLimits.class).use().get(0);
	}

	private void blockAnswers() {
		this.server.answer((request) -> {
			try {
				this.release.await(100, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Answer.text("An answer.");
		});
	}

	private void start(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "test.url=" + this.server.baseUrl();
		this.context = Engine.in(this.directory).start(Application.class, all);
	}

	/**
	 * A model of the application that has another one answer.
	 */
	private record Router(ChatModel chosen) implements ChatModel {

		@Override
		public ChatOptions getOptions() {
			return ChatOptions.builder().model("router").build();
		}

		@Override
		public ChatResponse call(Prompt prompt) {
			return this.chosen.call(new Prompt(prompt.getInstructions()));
		}

		@Override
		public Flux<ChatResponse> stream(Prompt prompt) {
			return this.chosen.stream(new Prompt(prompt.getInstructions()));
		}

	}

	static class Steps {

		private final ChatClient client;

		Steps(ChatClient.Builder builder) {
			this.client = builder.build();
		}

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC)
		String draft(String question) {
			return this.client.prompt(question).call().content();
		}

		@MusubitoStep(name = "draft-or-nothing", type = StepType.STOCHASTIC)
		String draftOrNothing(String question) {
			try {
				return this.client.prompt(question).call().content();
			}
			catch (ModelLimitException ex) {
				return "nothing";
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ObservationAutoConfiguration.class, MusubitoAiAutoConfiguration.class,
			ChatClientAutoConfiguration.class })
	static class Application {

		@Bean
		Steps steps(ChatClient.Builder builder) {
			return new Steps(builder);
		}

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

		@Bean
		ChatModel chatModel(@Value("${test.url}") String url, @Value("${test.retries:0}") int retries,
				ObservationRegistry observations) {
			return model(url, retries, observations);
		}

		static ChatModel model(String url, int retries, ObservationRegistry observations) {
			return OpenAiChatModel.builder()
				.options(OpenAiChatOptions.builder()
					.baseUrl(url)
					.apiKey("test")
					.model("gpt-5-mini")
					.maxRetries(retries)
					.build())
				.observationRegistry(observations)
				.build();
		}

		@Bean
		EmbeddingModel embeddingModel(@Value("${test.url}") String url, ObservationRegistry observations) {
			return OpenAiEmbeddingModel.builder()
				.options(OpenAiEmbeddingOptions.builder()
					.baseUrl(url)
					.apiKey("test")
					.model("embedding")
					.maxRetries(0)
					.build())
				.metadataMode(MetadataMode.EMBED)
				.observationRegistry(observations)
				.build();
		}

	}

}
