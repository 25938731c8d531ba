package io.musubito.sample.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.openai.autoconfigure.OpenAiChatAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stand-in as the real Spring AI client sees it.
 */
class StandInTests {

	private static final String PROMPT = """
			Answer in at most 2 sentences.

			Question:
			When are old backups deleted?

			Passages:
			[backups] Backups are made each hour.
			Old backups are deleted after one year.
			The sun is bright.
			[billing] Deleted files don't count.
			""";

	private final StandIn standIn = StandIn.start(Latency.NONE);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OpenAiChatAutoConfiguration.class, ChatClientAutoConfiguration.class,
				ToolCallingAutoConfiguration.class))
		.withPropertyValues("spring.ai.openai.base-url=" + this.standIn.address() + "/v1",
				"spring.ai.openai.api-key=stand-in", "spring.ai.openai.chat.model=small");

	@AfterEach
	void close() {
		this.standIn.close();
	}

	@Test
	void answersAChat() {
		withClient((client) -> {
			ChatResponse response = client.prompt(PROMPT).call().chatResponse();
			assertThat(response).isNotNull();
			assertThat(text(response))
				.isEqualTo("Backups are made each hour. [backups] Old backups are deleted after one year. [backups]");
			assertThat(response.getMetadata().getModel()).isEqualTo("small");
			assertThat(response.getMetadata().getUsage().getPromptTokens()).isBetween(40, 80);
			assertThat(response.getMetadata().getUsage().getCompletionTokens()).isBetween(15, 30);
		});
	}

	@Test
	void streamsTheSameAnswerWithItsUsage() {
		withClient((client) -> {
			String whole = client.prompt(PROMPT).call().content();
			List<ChatResponse> chunks = Objects
				.requireNonNull(client.prompt(PROMPT).stream().chatResponse().collectList().block());
			assertThat(chunks).hasSizeGreaterThan(5);
			assertThat(String.join("", chunks.stream().map(StandInTests::text).toList())).isEqualTo(whole);
			Usage usage = chunks.get(chunks.size() - 1).getMetadata().getUsage();
			assertThat(usage.getCompletionTokens()).isBetween(15, 30);
		});
	}

	@Test
	void countsWhatTheClientWasTold() throws Exception {
		withClient((client) -> {
			Usage usage = Objects.requireNonNull(client.prompt(PROMPT).call().chatResponse()).getMetadata().getUsage();
			assertThat(this.standIn.use())
				.isEqualTo(new ModelUse(1, usage.getPromptTokens(), usage.getCompletionTokens()));
		});
		assertThat(get("/stats").body()).contains("\"requests\":1");
	}

	@Test
	void givesTheSameAnswerToTheSameRequest() {
		withClient((client) -> assertThat(client.prompt(PROMPT).call().content())
			.isEqualTo(client.prompt(PROMPT).call().content()));
	}

	@Test
	void refusesWhatItCannotAnswer() throws Exception {
		assertThat(post("/v1/chat/completions", "{").statusCode()).isEqualTo(400);
		assertThat(post("/v1/chat/completions", "{\"messages\": []}").body()).contains("no messages with text");
		assertThat(get("/v1/chat/completions").statusCode()).isEqualTo(405);
		assertThat(get("/v1/models").statusCode()).isEqualTo(404);
		assertThat(this.standIn.use()).isEqualTo(ModelUse.NONE);
	}

	private void withClient(Consumer<ChatClient> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context.getBean(ChatClient.Builder.class).build());
		});
	}

	private static String text(ChatResponse response) {
		return (response.getResult() != null)
				? Objects.requireNonNullElse(response.getResult().getOutput().getText(), "") : "";
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri(path)).GET());
	}

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private URI uri(String path) {
		return this.standIn.address().resolve(path);
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

}
