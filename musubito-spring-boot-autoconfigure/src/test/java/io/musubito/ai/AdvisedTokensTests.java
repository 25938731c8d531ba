package io.musubito.ai;

import java.nio.file.Path;
import java.util.function.Function;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.RunView;
import io.musubito.Usage;
import io.musubito.ai.AdvisorsBehindTests.ReReading;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.autoconfigure.MusubitoAdvisorAutoConfiguration;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens of advised calls count once, however the client was made.
 */
@Tag("slow")
@Timeout(60)
class AdvisedTokensTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void ofCalls(Made made) {
		assertCounted(made, (client) -> client.prompt("Weather?").call().content());
	}

	@ParameterizedTest
	@EnumSource
	void ofStreams(Made made) {
		assertCounted(made,
				(client) -> String.join("", client.prompt("Weather?").stream().content().collectList().block()));
	}

	private void assertCounted(Made made, Function<ChatClient, String> question) {
		this.server.answer((request) -> request.path("messages").toString().contains("\"role\":\"tool\"")
				? Answer.text("21 degrees.") : Answer.toolCall("weather", "{\"city\": \"Kyoto\"}"));
		for (int start = 0; start < 2; start++) {
			try (ConfigurableApplicationContext context = Engine.in(this.directory)
				.start(Application.class, "test.base-url=" + this.server.baseUrl(),
						"musubito.ai.advisor.enabled=true")) {
				ChatClient client = made.client(context);
				for (int call = 0; call < 2; call++) {
					assertThat(context.getBean(Musubito.class)
						.<String, RuntimeException>pipeline("ask", () -> question.apply(client)))
						.isEqualTo("21 degrees.");
					assertThat(this.server.requests()).hasSize(2);
					RunView run = context.getBean(MusubitoRuns.class).recent(1).get(0);
					boolean cold = start + call == 0;
					assertThat(run.spent().usage()).isEqualTo(cold ? this.server.told() : Usage.NONE);
					assertThat(run.savings().usage()).isEqualTo(cold ? Usage.NONE : this.server.told());
				}
			}
		}
	}

	enum Made {

		BY_THE_CONFIGURED_BUILDER, WITH_AN_ADVISOR_BEHIND, OF_A_MODEL, OF_A_MODEL_WITH_AN_ADVISOR_BEHIND,
		OF_A_MODEL_WITH_OBSERVATIONS;

		ChatClient client(ConfigurableApplicationContext context) {
			ChatModel model = context.getBean(ChatModel.class);
			MusubitoAdvisor advisor = context.getBean(MusubitoAdvisor.class);
			ChatClient.Builder builder = switch (this) {
				case BY_THE_CONFIGURED_BUILDER -> context.getBean(ChatClient.Builder.class);
				case WITH_AN_ADVISOR_BEHIND ->
					context.getBean(ChatClient.Builder.class).defaultAdvisors(new ReReading());
				case OF_A_MODEL -> ChatClient.builder(model).defaultAdvisors(advisor);
				case OF_A_MODEL_WITH_AN_ADVISOR_BEHIND ->
					ChatClient.builder(model).defaultAdvisors(advisor, new ReReading());
				case OF_A_MODEL_WITH_OBSERVATIONS ->
					ChatClient.builder(model, context.getBean(ObservationRegistry.class), null, null)
						.defaultAdvisors(advisor);
			};
			return builder.defaultTools(new Tools()).build();
		}

	}

	static class Tools {

		@Tool
		String weather(String city) {
			return city + ": 21 degrees";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, MusubitoAdvisorAutoConfiguration.class,
			ChatClientAutoConfiguration.class, ObservationAutoConfiguration.class })
	static class Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String baseUrl, ObservationRegistry observations) {
			return ModelCallTests.model(baseUrl, "gpt-5-mini", observations);
		}

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

	}

}
