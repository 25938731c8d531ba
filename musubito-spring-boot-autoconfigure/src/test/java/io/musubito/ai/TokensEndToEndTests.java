package io.musubito.ai;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.BudgetExceededException;
import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.RunView;
import io.musubito.StepType;
import io.musubito.Usage;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.autoconfigure.MusubitoAdvisorAutoConfiguration;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.autoconfigure.MusubitoObservationAutoConfiguration;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The tokens that a server told of arrive in meters and runs, each once, with the real
 * client, in annotated steps and with the advisor.
 */
@Tag("slow")
class TokensEndToEndTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void chat(boolean advisor) {
		assertCounted(advisor, 1, (steps) -> steps.chat("Why?"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void streams(boolean advisor) {
		assertCounted(advisor, 1, (steps) -> steps.stream("Why?").collectList().block());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void toolLoops(boolean advisor) {
		answerAfterATool();
		assertCounted(advisor, 2, (steps) -> steps.tools("Weather?"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void streamedToolLoops(boolean advisor) {
		answerAfterATool();
		assertCounted(advisor, 2, (steps) -> steps.streamedTools("Weather?").collectList().block());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void structuredOutput(boolean advisor) {
		this.server.answer((request) -> Answer.text("{\"city\": \"Kyoto\", \"degrees\": 21}"));
		assertCounted(advisor, 1, (steps) -> steps.entity("Weather?"));
	}

	@Test
	void embeddings() {
		assertCounted(false, 1, (steps) -> steps.embed("Why?").size());
	}

	@Test
	void aCutOffStreamOfAModelItselfIsNotReplayed() {
		this.server.answer((request) -> Answer.text("An ans").finishedBy("length"));
		try (ConfigurableApplicationContext context = start(false)) {
			call(context, (steps) -> steps.direct("Why?"));
			assertThat(newest(context).spent().usage().calls()).isEqualTo(1);
			this.server.answer((request) -> Answer.text("An answer."));
			assertThat(call(context, (steps) -> steps.direct("Why?"))).isEqualTo("An answer.");
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	/**
	 * Spring AI drops the cached tokens of the aggregate.
	 */
	@Test
	void aStreamOfAModelItselfIsCountedWhenItsStepEnds() {
		this.server.answer((request) -> Answer.text("An answer.").using(11, 7, 0));
		assertCounted(false, 2, (steps) -> steps.direct("Why?") + steps.directStream("Why?").collectList().block());
	}

	@Test
	void aBudgetIsHeldBeforeTheServerIsAsked() {
		this.server.answer((request) -> Answer.text("An answer.").using(100, 50, 0));
		// A call costs 0.0002: two fit, a third would not
		try (ConfigurableApplicationContext context = start(false, "musubito.ai.budget.per-run=0.0005")) {
			Steps steps = context.getBean(Steps.class);
			assertThatExceptionOfType(BudgetExceededException.class)
				.isThrownBy(() -> context.getBean(Musubito.class)
					.pipeline("pipeline", () -> steps.chat("1") + steps.chat("2") + steps.chat("3")))
				.withMessageContaining("step 'ask': 2 calls, 300 tokens, 0.0004");
			assertThat(this.server.requests()).hasSize(2);
			// What was answered is replayed, and the budget of another run is its own
			assertThat(context.getBean(Musubito.class)
				.<String, RuntimeException>pipeline("pipeline",
						() -> steps.chat("1") + steps.chat("2") + steps.chat("3")))
				.isNotNull();
			assertThat(this.server.requests()).hasSize(3);
		}
	}

	private void answerAfterATool() {
		this.server.answer((request) -> request.path("messages").toString().contains("\"role\":\"tool\"")
				? Answer.text("21 degrees.") : Answer.toolCall("weather", "{\"city\": \"Kyoto\"}"));
	}

	private void assertCounted(boolean advisor, int requests, Function<Steps, Object> call) {
		Object cold;
		try (ConfigurableApplicationContext context = start(advisor)) {
			cold = call(context, call);
			assertThat(this.server.requests()).hasSize(requests);
			Usage told = this.server.told();
			assertThat(told.calls()).isEqualTo(requests);
			assertThat(newest(context).spent().usage()).isEqualTo(told);
			assertMeters(context, "spent", told);
			assertMeters(context, "saved", Usage.NONE);
			assertThat(call(context, call)).isEqualTo(cold);
			assertThat(newest(context).spent().usage()).isEqualTo(Usage.NONE);
			assertThat(newest(context).savings().usage()).isEqualTo(told);
			assertThat(newest(context).savings().cost().amount()).isEqualByComparingTo(cost(told));
			assertMeters(context, "spent", told);
			assertMeters(context, "saved", told);
		}
		try (ConfigurableApplicationContext context = start(advisor)) {
			assertThat(call(context, call)).isEqualTo(cold);
			assertThat(newest(context).savings().usage()).isEqualTo(this.server.told());
			assertMeters(context, "spent", Usage.NONE);
		}
		assertThat(this.server.requests()).hasSize(requests);
	}

	private static Object call(ConfigurableApplicationContext context, Function<Steps, Object> call) {
		Steps steps = context.getBean(Steps.class);
		return context.getBean(Musubito.class).<Object, RuntimeException>pipeline("pipeline", () -> call.apply(steps));
	}

	private static RunView newest(ConfigurableApplicationContext context) {
		return context.getBean(MusubitoRuns.class).recent(1).get(0);
	}

	private static void assertMeters(ConfigurableApplicationContext context, String kind, Usage usage) {
		MeterRegistry meters = context.getBean(MeterRegistry.class);
		assertThat(sum(meters, "musubito.tokens", "kind", kind, "direction", "input")).isEqualTo(usage.inputTokens());
		assertThat(sum(meters, "musubito.tokens", "kind", kind, "direction", "output")).isEqualTo(usage.outputTokens());
		assertThat(sum(meters, "musubito.tokens.cached", "kind", kind)).isEqualTo(usage.cachedInputTokens());
	}

	private static double sum(MeterRegistry meters, String name, String... tags) {
		return meters.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
	}

	private static BigDecimal cost(Usage usage) {
		return BigDecimal.valueOf(usage.inputTokens() - usage.cachedInputTokens())
			.add(BigDecimal.valueOf(usage.cachedInputTokens()).movePointLeft(1))
			.add(BigDecimal.valueOf(usage.outputTokens()).multiply(BigDecimal.valueOf(2)))
			.movePointLeft(6);
	}

	private ConfigurableApplicationContext start(boolean advisor, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("test.base-url=" + this.server.baseUrl(), "musubito.ai.advisor.enabled=" + advisor,
				"musubito.ai.prices.gpt-5-mini.input=1", "musubito.ai.prices.gpt-5-mini.output=2",
				"musubito.ai.prices.gpt-5-mini.cached-input=0.1", "musubito.ai.prices.embedding.input=1"));
		return Engine.in(this.directory).start(Application.class, all.toArray(String[]::new));
	}

	record Weather(String city, int degrees) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, MusubitoAdvisorAutoConfiguration.class,
			MusubitoObservationAutoConfiguration.class, ChatClientAutoConfiguration.class,
			ObservationAutoConfiguration.class })
	static class Application {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String baseUrl, ObservationRegistry observations) {
			return ModelCallTests.model(baseUrl, "gpt-5-mini", observations);
		}

		@Bean
		EmbeddingModel embeddingModel(@Value("${test.base-url}") String baseUrl, ObservationRegistry observations) {
			return OpenAiEmbeddingModel.builder()
				.options(OpenAiEmbeddingOptions.builder().baseUrl(baseUrl).apiKey("test").model("embedding").build())
				.observationRegistry(observations)
				.build();
		}

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

		@Bean
		Tools tools() {
			return new Tools();
		}

		@Bean
		Steps steps(ChatClient.Builder client, ChatModel model, EmbeddingModel embeddings, Tools tools) {
			return new Steps(client.build(), model, embeddings, tools);
		}

	}

	static class Tools {

		@Tool
		String weather(String city) {
			return city + ": 21 degrees";
		}

	}

	static class Steps {

		private final ChatClient client;

		private final ChatModel model;

		private final EmbeddingModel embeddings;

		private final Tools tools;

		Steps(ChatClient client, ChatModel model, EmbeddingModel embeddings, Tools tools) {
			this.client = client;
			this.model = model;
			this.embeddings = embeddings;
			this.tools = tools;
		}

		@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
		String chat(String question) {
			return this.client.prompt(question).call().content();
		}

		@MusubitoStep(name = "direct", type = StepType.STOCHASTIC)
		String direct(String question) {
			return String.join("", this.model.stream(question).collectList().block());
		}

		@MusubitoStep(name = "direct-streamed", type = StepType.STOCHASTIC)
		Flux<String> directStream(String question) {
			return this.model.stream(question);
		}

		@MusubitoStep(name = "ask-streamed", type = StepType.STOCHASTIC)
		Flux<String> stream(String question) {
			return this.client.prompt(question).stream().content();
		}

		@MusubitoStep(name = "tools", type = StepType.STOCHASTIC)
		String tools(String question) {
			return this.client.prompt(question).tools(this.tools).call().content();
		}

		@MusubitoStep(name = "tools-streamed", type = StepType.STOCHASTIC)
		Flux<String> streamedTools(String question) {
			return this.client.prompt(question).tools(this.tools).stream().content();
		}

		@MusubitoStep(name = "entity", type = StepType.STOCHASTIC)
		Weather entity(String question) {
			return this.client.prompt(question).call().entity(Weather.class);
		}

		@MusubitoStep(name = "embed", type = StepType.STOCHASTIC)
		List<Float> embed(String text) {
			float[] embedding = this.embeddings.embed(text);
			return List.of(embedding[0], embedding[1], embedding[2]);
		}

	}

}
