package io.musubito.ai;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.ResponseEntity;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steps that return what the real client hands over give the same cold, warm and after a
 * restart.
 */
class ModelResultStepTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void chatResponses() {
		assertReplayed((steps) -> describe(steps.response("Why?")));
	}

	@Test
	void messages() {
		assertReplayed((steps) -> steps.message("Why?").getText() + steps.message("Why?").getMetadata());
	}

	@Test
	void responsesOfTheChatClient() {
		assertReplayed((steps) -> {
			ChatClientResponse response = steps.clientResponse("Why?");
			return describe(response.chatResponse()) + response.context();
		});
	}

	@Test
	void entitiesWithTheirResponse() {
		this.server.answer((request) -> Answer.text("{\"city\": \"Kyoto\", \"degrees\": 21}"));
		assertReplayed((steps) -> {
			ResponseEntity<ChatResponse, Weather> entity = steps.entity("Weather?");
			return describe(entity.response()) + entity.entity();
		});
	}

	@Test
	void streams() {
		assertReplayed((steps) -> steps.stream("Why?").map(ModelResultStepTests::describe).collectList().block());
	}

	@Test
	void embeddings() {
		assertReplayed((steps) -> {
			EmbeddingResponse response = steps.embeddings(List.of("a", "b"));
			return response.getResults() + response.getMetadata().getModel()
					+ response.getMetadata().getUsage().getPromptTokens();
		});
	}

	@Test
	void answersThatWereCutOffAreNotKeptWhenTheStepSaysSo() {
		this.server.answer((request) -> Answer.text("An ans").finishedBy("length"));
		try (ConfigurableApplicationContext context = start()) {
			Steps steps = context.getBean(Steps.class);
			steps.complete("Why?");
			steps.complete("Why?");
			assertThat(this.server.requests()).hasSize(2);
			this.server.answer((request) -> Answer.text("An answer."));
			steps.complete("Why?");
			steps.complete("Why?");
			assertThat(this.server.requests()).hasSize(3);
		}
	}

	private void assertReplayed(Function<Steps, Object> call) {
		Object cold;
		try (ConfigurableApplicationContext context = start()) {
			Steps steps = context.getBean(Steps.class);
			cold = call.apply(steps);
			assertThat(this.server.requests()).hasSize(1);
			assertThat(call.apply(steps)).isEqualTo(cold);
		}
		try (ConfigurableApplicationContext context = start()) {
			assertThat(call.apply(context.getBean(Steps.class))).isEqualTo(cold);
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	private static String describe(ChatResponse response) {
		return (response.getResult() == null) ? response.getMetadata().getUsage().toString()
				: response.getResult().getOutput().getText() + response.getResult().getMetadata().getFinishReason()
						+ response.getResult().getOutput().getMetadata() + response.getMetadata().getId()
						+ response.getMetadata().getModel() + response.getMetadata().<Object>get("created")
						+ response.getMetadata().getUsage();
	}

	private ConfigurableApplicationContext start() {
		return Engine.in(this.directory).start(Application.class, "test.base-url=" + this.server.baseUrl());
	}

	record Weather(String city, int degrees) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String baseUrl) {
			return OpenAiChatModel.builder()
				.options(OpenAiChatOptions.builder().baseUrl(baseUrl).apiKey("test").model("gpt-5-mini").build())
				.build();
		}

		@Bean
		EmbeddingModel embeddingModel(@Value("${test.base-url}") String baseUrl) {
			return OpenAiEmbeddingModel.builder()
				.options(OpenAiEmbeddingOptions.builder().baseUrl(baseUrl).apiKey("test").model("embedding").build())
				.build();
		}

		@Bean
		Steps steps(ChatModel chatModel, EmbeddingModel embeddingModel) {
			return new Steps(chatModel, embeddingModel);
		}

	}

	static class Steps {

		private final ChatModel chatModel;

		private final EmbeddingModel embeddingModel;

		Steps(ChatModel chatModel, EmbeddingModel embeddingModel) {
			this.chatModel = chatModel;
			this.embeddingModel = embeddingModel;
		}

		@MusubitoStep(type = StepType.STOCHASTIC)
		ChatResponse response(String question) {
			return this.chatModel.call(new Prompt(question));
		}

		@MusubitoStep(type = StepType.STOCHASTIC)
		AssistantMessage message(String question) {
			return this.chatModel.call(new Prompt(question)).getResult().getOutput();
		}

		@MusubitoStep(type = StepType.STOCHASTIC)
		ChatClientResponse clientResponse(String question) {
			return ChatClient.create(this.chatModel)
				.prompt(question)
				.advisors((advisors) -> advisors.param("tenant", "a"))
				.call()
				.chatClientResponse();
		}

		@MusubitoStep(type = StepType.STOCHASTIC)
		ResponseEntity<ChatResponse, Weather> entity(String question) {
			return ChatClient.create(this.chatModel).prompt(question).call().responseEntity(Weather.class);
		}

		@MusubitoStep(type = StepType.STOCHASTIC)
		Flux<ChatResponse> stream(String question) {
			return this.chatModel.stream(new Prompt(question));
		}

		@MusubitoStep(type = StepType.STOCHASTIC)
		EmbeddingResponse embeddings(List<String> texts) {
			return this.embeddingModel.call(new EmbeddingRequest(texts, null));
		}

		@MusubitoStep(type = StepType.STOCHASTIC, unless = "#result.result.metadata.finishReason == 'LENGTH'")
		ChatResponse complete(String question) {
			return this.chatModel.call(new Prompt(question));
		}

	}

}
