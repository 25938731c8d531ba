package io.musubito.ai;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import com.openai.errors.OpenAIException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.BudgetExceededException;
import io.musubito.ModelUsage;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.testing.Engine;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.ObjectProvider;
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
 * Each call that Spring AI makes of a model is told of once, with the tokens that the
 * server told of.
 */
@Tag("slow")
@Timeout(60)
class ModelCallTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private RecordedModelCalls calls;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.server.close();
	}

	@Test
	void callsOfTheChatClient() {
		start(Observed.class);
		assertThat(this.steps.call("Why?")).isEqualTo("An answer.");
		assertThat(this.server.requests()).hasSize(1);
		assertThat(this.calls.usage("call")).isEqualTo(Usage.of(new ModelUsage("gpt-5-mini", 1, 11, 7, 4)));
		assertCounted();
	}

	@Test
	void streamsOfTheChatClientBeforeTheyEnd() {
		start(Observed.class);
		List<String> usages = client().prompt("Why?")
			.stream()
			.content()
			.materialize()
			.filter((signal) -> signal.isOnComplete())
			.map((signal) -> this.calls.usage().toString())
			.collectList()
			.block();
		assertThat(usages).containsExactly(this.server.told().toString());
		assertThat(this.server.told().cachedInputTokens()).isEqualTo(4);
		assertCounted();
	}

	@Test
	void streamsInSteps() {
		start(Observed.class);
		assertThat(String.join("", this.steps.stream("Why?").collectList().block())).isEqualTo("An answer.");
		assertThat(this.calls.usage("stream")).isEqualTo(this.server.told());
		assertCounted();
	}

	@Test
	void eachRoundOfAToolLoop() {
		start(Observed.class);
		callsToolOnce();
		assertThat(this.steps.tools("Weather?")).isEqualTo("An answer.");
		assertThat(this.server.requests()).hasSize(2);
		assertThat(this.calls.usage("tools")).isEqualTo(Usage.of(new ModelUsage("gpt-5-mini", 2, 24, 12, 6)));
		assertCounted();
	}

	@Test
	void eachRoundOfAStreamedToolLoop() {
		start(Observed.class);
		callsToolOnce();
		assertThat(String.join("", this.steps.streamedTools("Weather?").collectList().block())).isEqualTo("An answer.");
		assertThat(this.server.requests()).hasSize(2);
		assertThat(this.calls.usage("streamed-tools")).isEqualTo(Usage.of(new ModelUsage("gpt-5-mini", 2, 24, 12, 6)));
		assertCounted();
	}

	@Test
	void structuredOutput() {
		start(Observed.class);
		this.server.answer((request) -> Answer.text("{\"city\": \"Kyoto\", \"degrees\": 21}").using(40, 9, 32));
		assertThat(this.steps.entity("Weather?")).isEqualTo(new Weather("Kyoto", 21));
		assertThat(this.calls.usage("entity")).isEqualTo(this.server.told());
		assertCounted();
	}

	@Test
	void embeddings() {
		start(Observed.class);
		assertThat(this.steps.embed(List.of("a", "b"))).hasSize(2);
		assertThat(this.calls.usage("embed")).isEqualTo(Usage.of(new ModelUsage("embedding", 1, 10, 0, 0)));
		assertCounted();
	}

	@Test
	void callsOfAModel() {
		start(Observed.class);
		this.steps.direct("Why?");
		assertThat(this.calls.usage("direct")).isEqualTo(this.server.told());
		assertCounted();
	}

	/**
	 * Spring AI drops the cached tokens of the aggregate, and says so after the end.
	 */
	@Test
	void streamsOfAModelWithoutTheCachedTokens() {
		start(Observed.class);
		this.context.getBean(ChatModel.class).stream(new Prompt("Why?")).blockLast();
		await(() -> !this.calls.usage().isEmpty());
		assertThat(this.calls.usage()).isEqualTo(Usage.of(new ModelUsage("gpt-5-mini", 1, 11, 7, 0)));
	}

	@Test
	void callsOfAClientThatWasBuiltByHand() {
		start(Observed.class);
		ChatModel model = this.context.getBean(ChatModel.class);
		ChatClient client = ChatClient.create(model, this.context.getBean(ObservationRegistry.class));
		client.prompt("Why?").call().content();
		assertThat(this.calls.usage()).isEqualTo(this.server.told());
		assertCounted();
	}

	@Test
	void callsInParallel() throws Exception {
		start(Observed.class);
		this.server.answer((request) -> Answer.text("An answer.").using(this.server.requests().size(), 3, 1));
		CyclicBarrier together = new CyclicBarrier(8);
		List<Thread> threads = IntStream.range(0, 8).mapToObj((i) -> new Thread(() -> {
			awaitAll(together);
			this.steps.call("Question " + i);
			this.steps.stream("Question " + i).blockLast();
			this.steps.direct("Question " + i);
		})).toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(this.server.requests()).hasSize(24);
		assertThat(this.calls.usage().calls()).isEqualTo(24);
		assertCounted();
	}

	@Test
	void replayedStepsCallNothing() {
		start(Observed.class);
		this.steps.call("Why?");
		this.steps.call("Why?");
		assertThat(this.server.requests()).hasSize(1);
		assertCounted();
	}

	@Test
	void aRequestIsAnnouncedWithItsModelAndAnEstimate() {
		start(Observed.class);
		client().prompt("x".repeat(400)).options(OpenAiChatOptions.builder().maxTokens(50)).call().content();
		assertThat(this.calls.requests()).singleElement().satisfies((request) -> {
			assertThat(request.model()).isEqualTo("gpt-5-mini");
			assertThat(request.inputTokens()).isEqualTo(100);
			assertThat(request.maxOutputTokens()).isEqualTo(50);
		});
	}

	@Test
	void aServerThatFailsForGoodCountsNothing() {
		start(Observed.class);
		this.server.answer((request) -> Answer.error(500, "down"));
		assertThatExceptionOfType(OpenAIException.class).isThrownBy(() -> this.steps.call("Why?"));
		assertThatExceptionOfType(OpenAIException.class).isThrownBy(() -> this.steps.direct("Why?"));
		assertThat(this.calls.usage()).isEqualTo(Usage.NONE);
		assertThat(this.calls.failures()).isEqualTo(2);
		assertCounted();
	}

	@Test
	void aRequestThatIsRepeatedCountsOnce() {
		start(Observed.class);
		this.server
			.answer((request) -> (this.server.requests().size() == 1) ? Answer.error(429, "slow") : Answer.text("ok"));
		assertThat(this.steps.call("Why?")).isEqualTo("ok");
		assertThat(this.server.requests()).hasSize(2);
		assertThat(this.calls.usage().calls()).isOne();
		assertCounted();
	}

	@Test
	void aStreamThatDiesCountsNothing() {
		start(Observed.class);
		this.server.answer((request) -> Answer.text("An answer.").dying());
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.steps.stream("Why?").blockLast());
		assertThat(this.calls.usage()).isEqualTo(Usage.NONE);
		assertThat(this.calls.failures()).isOne();
		assertCounted();
	}

	@Test
	void aStreamThatIsCancelledCountsWhatTheServerHasTold() {
		start(Observed.class);
		assertThat(client().prompt("Why?").stream().content().blockFirst()).isEqualTo("An ");
		await(() -> this.calls.inProgress() == 0);
		assertThat(this.calls.requests()).hasSize(1);
		assertThat(this.calls.usage().calls() + this.calls.failures()).isOne();
	}

	@Test
	void aRefusedCallIsNotMadeAndLeavesNothingOpen() {
		start(Observed.class);
		this.calls.exhaust();
		assertRefused(() -> this.steps.call("Why?"));
		assertRefused(() -> this.steps.stream("Why?").blockLast());
		assertRefused(() -> this.steps.direct("Why?"));
		assertRefused(() -> this.context.getBean(ChatModel.class).stream(new Prompt("Why?")).blockLast());
		assertRefused(() -> this.steps.embed(List.of("a")));
		assertThat(this.calls.requests()).hasSize(5);
		assertThat(this.server.requests()).isEmpty();
		OpenObservations open = this.context.getBean(OpenObservations.class);
		await(() -> open.open.isEmpty());
		assertThat(open.seen).isNotEmpty();
	}

	@Test
	void answersThatWereCutOffAreNotKept() {
		start(Observed.class);
		this.server.answer((request) -> Answer.text("An ans").finishedBy("length"));
		for (int i = 0; i < 2; i++) {
			this.steps.call("Why?");
			this.steps.stream("Why?").blockLast();
			this.steps.direct("Why?");
		}
		assertThat(this.server.requests()).hasSize(6);
		this.server.answer((request) -> Answer.text("An answer."));
		for (int i = 0; i < 2; i++) {
			this.steps.call("Why?");
			this.steps.stream("Why?").blockLast();
			this.steps.direct("Why?");
		}
		assertThat(this.server.requests()).hasSize(9);
	}

	@Test
	void thatHoldsForStepsOfAnyType() {
		start(Observed.class);
		this.server.answer((request) -> Answer.text("An ans").finishedBy("length"));
		this.steps.plain("Why?");
		this.steps.plain("Why?");
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void whichReasonsAreKeptIsConfigurable() {
		start(Observed.class, "musubito.ai.keep-only-finish-reasons=STOP,Length");
		this.server.answer((request) -> Answer.text("An ans").finishedBy("length"));
		this.steps.call("Why?");
		this.steps.call("Why?");
		assertThat(this.server.requests()).hasSize(1);
		this.server.answer((request) -> Answer.text("").finishedBy("content_filter"));
		this.steps.call("Who?");
		this.steps.call("Who?");
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	void withoutReasonsAllAnswersAreKept() {
		start(Observed.class, "musubito.ai.keep-only-finish-reasons=");
		this.server.answer((request) -> Answer.text("An ans").finishedBy("length"));
		this.steps.call("Why?");
		this.steps.call("Why?");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void aModelThatIsNotObservable() {
		start(Unobservable.class);
		assertThat(this.steps.call("Why?")).isEqualTo("Because.");
		assertThat(this.steps.stream("Why?").collectList().block()).containsExactly("Because.");
		assertThat(this.calls.usage("call")).isEqualTo(Usage.of(new ModelUsage("own", 1, 3, 2, 0)));
		assertThat(this.calls.usage("stream")).isEqualTo(this.calls.usage("call"));
		assertThat(this.calls.inProgress()).isZero();
	}

	@Test
	void withoutAnObservationRegistry() {
		start(Unregistered.class);
		assertThat(this.context.getBeanProvider(ObservationRegistry.class).getIfAvailable()).isNull();
		this.steps.stream("Why?").blockLast();
		callsToolOnce();
		this.steps.tools("Weather?");
		assertThat(this.calls.usage().calls()).isEqualTo(3);
		assertCounted();
	}

	@Test
	void withARegistryThatDoesNothing() {
		start(Noop.class);
		this.steps.call("Why?");
		this.steps.stream("Why?").blockLast();
		assertCounted();
	}

	@Test
	void withoutAConfiguredChatClient() {
		start(WithoutClient.class, "spring.ai.chat.client.enabled=false");
		assertThat(this.context.getBeanProvider(ChatClient.Builder.class).getIfAvailable()).isNull();
		ChatModel model = this.context.getBean(ChatModel.class);
		model.call(new Prompt("Why?"));
		ChatClient.create(model).prompt("Why?").call().content();
		assertThat(this.calls.usage().calls()).isEqualTo(2);
		assertCounted();
	}

	@Test
	void severalModels() {
		start(TwoModels.class);
		this.context.getBean("small", ChatModel.class).call(new Prompt("Why?"));
		ChatClient.create(this.context.getBean("large", ChatModel.class)).prompt("Why?").call().content();
		assertThat(this.calls.usage().models()).extracting(ModelUsage::model).containsExactly("large", "small");
		assertCounted();
	}

	private ChatClient client() {
		return this.context.getBean(ChatClient.Builder.class).build();
	}

	private void callsToolOnce() {
		this.server.answer((request) -> request.path("messages").valueStream().anyMatch(ModelCallTests::isToolResult)
				? Answer.text("An answer.") : Answer.toolCall("degrees", "{\"city\": \"Kyoto\"}"));
	}

	private static boolean isToolResult(JsonNode message) {
		return message.path("role").asString().equals("tool");
	}

	/**
	 * All calls have ended, and what is recorded of them is what the server told.
	 */
	private void assertCounted() {
		assertThat(this.calls.usage()).isEqualTo(this.server.told());
		assertThat(this.calls.inProgress()).isZero();
	}

	private static void assertRefused(ThrowingCallable call) {
		assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(call).withMessage("All is spent");
	}

	private static void await(BooleanSupplier condition) {
		Flux.interval(Duration.ofMillis(5))
			.filter((tick) -> condition.getAsBoolean())
			.blockFirst(Duration.ofSeconds(20));
	}

	private static void awaitAll(CyclicBarrier barrier) {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void start(Class<?> application, String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "test.base-url=" + this.server.baseUrl();
		this.context = Engine.in(this.directory).start(application, all);
		this.calls = this.context.getBean(RecordedModelCalls.class);
		this.steps = this.context.getBeanProvider(Steps.class).getIfAvailable();
	}

	static OpenAiChatModel model(String baseUrl, String name, ObservationRegistry observations) {
		return OpenAiChatModel.builder()
			.options(OpenAiChatOptions.builder().baseUrl(baseUrl).apiKey("test").model(name).maxRetries(1).build())
			.observationRegistry(observations)
			.build();
	}

	record Weather(String city, int degrees) {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ RecordedModelCalls.class, OpenObservations.class })
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, ChatClientAutoConfiguration.class,
			ObservationAutoConfiguration.class })
	static class WithoutClient {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String baseUrl, ObjectProvider<ObservationRegistry> registry) {
			return model(baseUrl, "gpt-5-mini", registry.getIfAvailable(() -> ObservationRegistry.NOOP));
		}

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Observed extends WithoutClient {

		@Bean
		EmbeddingModel embeddingModel(@Value("${test.base-url}") String baseUrl,
				ObjectProvider<ObservationRegistry> registry) {
			return OpenAiEmbeddingModel.builder()
				.options(OpenAiEmbeddingOptions.builder()
					.baseUrl(baseUrl)
					.apiKey("test")
					.model("embedding")
					.maxRetries(1)
					.build())
				.observationRegistry(registry.getIfAvailable(() -> ObservationRegistry.NOOP))
				.build();
		}

		@Bean
		Steps steps(ChatClient.Builder builder, ChatModel model, EmbeddingModel embeddingModel) {
			return new Steps(builder.build(), model, embeddingModel);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Noop extends Observed {

		@Bean
		ObservationRegistry observationRegistry() {
			return ObservationRegistry.NOOP;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RecordedModelCalls.class)
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, ChatClientAutoConfiguration.class })
	static class Unregistered {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String baseUrl) {
			return model(baseUrl, "gpt-5-mini", ObservationRegistry.NOOP);
		}

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

		@Bean
		Steps steps(ChatClient.Builder builder, ChatModel model, ObjectProvider<EmbeddingModel> embeddingModel) {
			return new Steps(builder.build(), model, embeddingModel.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RecordedModelCalls.class)
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, ChatClientAutoConfiguration.class,
			ObservationAutoConfiguration.class })
	static class Unobservable {

		@Bean
		ChatModel chatModel() {
			return new OwnModel();
		}

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

		@Bean
		Steps steps(ChatClient.Builder builder, ChatModel model, ObjectProvider<EmbeddingModel> embeddingModel) {
			return new Steps(builder.build(), model, embeddingModel.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(RecordedModelCalls.class)
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, ObservationAutoConfiguration.class })
	static class TwoModels {

		@Bean
		ChatModel small(@Value("${test.base-url}") String baseUrl, ObservationRegistry registry) {
			return model(baseUrl, "small", registry);
		}

		@Bean
		ChatModel large(@Value("${test.base-url}") String baseUrl, ObservationRegistry registry) {
			return model(baseUrl, "large", registry);
		}

	}

	/**
	 * A model that a library brings, and that nobody can observe.
	 */
	static final class OwnModel implements ChatModel {

		@Override
		public ChatResponse call(Prompt prompt) {
			return new ChatResponse(List.of(new Generation(new AssistantMessage("Because."))),
					ChatResponseMetadata.builder().model("own").usage(new DefaultUsage(3, 2)).build());
		}

		@Override
		public Flux<ChatResponse> stream(Prompt prompt) {
			return Flux.defer(() -> Flux.just(call(prompt))).subscribeOn(Schedulers.parallel());
		}

	}

	/**
	 * The handler of somebody else.
	 */
	static final class OpenObservations implements ObservationHandler<Observation.Context> {

		private final Set<Observation.Context> open = ConcurrentHashMap.newKeySet();

		private final Set<Observation.Context> seen = ConcurrentHashMap.newKeySet();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStart(Observation.Context context) {
			this.open.add(context);
			this.seen.add(context);
		}

		@Override
		public void onStop(Observation.Context context) {
			this.open.remove(context);
		}

	}

	static class Steps {

		private final ChatClient client;

		private final ChatModel model;

		private final EmbeddingModel embeddingModel;

		Steps(ChatClient client, ChatModel model, EmbeddingModel embeddingModel) {
			this.client = client;
			this.model = model;
			this.embeddingModel = embeddingModel;
		}

		@MusubitoStep(name = "plain")
		String plain(String question) {
			return this.client.prompt(question).call().content();
		}

		@MusubitoStep(name = "call", type = StepType.STOCHASTIC)
		String call(String question) {
			return this.client.prompt(question).call().content();
		}

		@MusubitoStep(name = "stream", type = StepType.STOCHASTIC)
		Flux<String> stream(String question) {
			return this.client.prompt(question).stream().content();
		}

		@MusubitoStep(name = "tools", type = StepType.STOCHASTIC)
		String tools(String question) {
			return this.client.prompt(question).tools(new Thermometer()).call().content();
		}

		@MusubitoStep(name = "streamed-tools", type = StepType.STOCHASTIC)
		Flux<String> streamedTools(String question) {
			return this.client.prompt(question).tools(new Thermometer()).stream().content();
		}

		@MusubitoStep(name = "entity", type = StepType.STOCHASTIC)
		Weather entity(String question) {
			return this.client.prompt(question).call().entity(Weather.class);
		}

		@MusubitoStep(name = "direct", type = StepType.STOCHASTIC)
		String direct(String question) {
			return this.model.call(new Prompt(question)).getResult().getOutput().getText();
		}

		@MusubitoStep(name = "embed", type = StepType.STOCHASTIC)
		List<float[]> embed(List<String> texts) {
			return this.embeddingModel.embed(texts);
		}

	}

	static final class Thermometer {

		@Tool
		int degrees(String city) {
			return 21;
		}

	}

}
