package io.musubito.state;

import java.util.List;
import java.util.Map;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.ai.ChatClientConfiguration;
import io.musubito.ai.ModelCallConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.chat.prompt.PromptTemplate;
import org.springframework.ai.content.Media;
import org.springframework.ai.model.tool.DefaultToolCallingManager;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.template.st.StTemplateRenderer;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models, clients and templates that beans hold count by what they add to a request.
 */
@Tag("slow")
class ModelStateTests extends StateEngine {

	@Test
	void defaultSystemTextOfAClient() {
		assertTold(SystemConfig.class, "app.tone", "kindly", "harshly",
				"state io.musubito.state.ModelStateTests$ClientWriter.client.systemText");
	}

	@Test
	void defaultOptionsOfAClient() {
		assertTold(OptionsConfig.class, "app.model", "small", "large");
	}

	@Test
	void defaultToolsOfAClient() {
		ask(ToolsConfig.class, "app.unit=celsius");
		ask(ToolsConfig.class, "app.unit=celsius");
		assertThat(EXECUTIONS).hasValue(1);
		ask(ToolsConfig.class, "app.unit=kelvin");
		assertThat(EXECUTIONS).hasValue(2);
	}

	@Test
	void defaultUserTextAndParametersOfAClient() {
		assertTold(UserConfig.class, "app.language", "french", "german");
	}

	@Test
	void defaultOptionsOfAModel() {
		assertTold(ModelConfig.class, "app.model", "small", "large");
	}

	@Test
	void modelOfAnotherProvider() {
		assertTold(ProviderConfig.class, "app.provider", "Echo", "Parrot");
	}

	@Test
	void templateThatABeanHolds() {
		assertTold(TemplateConfig.class, "app.tone", "kindly", "harshly");
	}

	@Test
	void rendererOfATemplate() {
		assertThat(ask(RendererConfig.class, "app.delimiter={")).contains("Answer kindly or <tone>");
		assertThat(ask(RendererConfig.class, "app.delimiter=<")).contains("Answer {tone} or kindly");
	}

	@Test
	void whatAMessageHoldsBesideItsText() {
		assertTold(MessageConfig.class, "app.attachment", "one", "two",
				"state io.musubito.state.ModelStateTests$MessageWriter.message.media");
	}

	@Test
	void limitsOfToolCallsOfAClient() {
		ask(LimitsConfig.class, "app.calls=1");
		ask(LimitsConfig.class, "app.calls=1");
		assertThat(EXECUTIONS).hasValue(1);
		ask(LimitsConfig.class, "app.calls=2");
		assertThat(EXECUTIONS).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(classes = { SystemConfig.class, ToolsConfig.class, LimitsConfig.class })
	void nothingOfThatIsListed(Class<?> configuration) {
		start(configuration, "app.tone=kindly", "app.unit=celsius", "app.calls=1");
		assertThat(boundary("ask").state()).noneMatch((entry) -> entry.contains(".client"));
		assertThat(boundary("ask").advice()).isEmpty();
	}

	@Import({ ModelCallConfiguration.class, ChatClientConfiguration.class })
	abstract static class Base extends Values {

		@Bean
		ModelCallConfiguration.Settings modelCallSettings() {
			return new ModelCallConfiguration.Settings(null);
		}

	}

	/** Answers with all that it was asked. */
	static class Echo implements ChatModel {

		@Override
		public ChatResponse call(Prompt prompt) {
			String model = (prompt.getOptions() != null) ? String.valueOf(prompt.getOptions().getModel()) : "";
			return new ChatResponse(List.of(new Generation(
					new AssistantMessage(getClass().getSimpleName() + " " + model + " " + prompt.getContents()))));
		}

	}

	static class Parrot extends Echo {

	}

	static class ClientWriter implements Asked {

		private final ChatClient client;

		ClientWriter(ChatClient client) {
			this.client = client;
		}

		@Override
		@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.client.prompt().user(question).call().content();
		}

	}

	static class UserWriter implements Asked {

		private final ChatClient client;

		UserWriter(ChatClient client) {
			this.client = client;
		}

		@Override
		@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.client.prompt().call().content();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SystemConfig extends Base {

		@Bean
		ClientWriter writer(@Value("${app.tone}") String tone) {
			return new ClientWriter(ChatClient.builder(new Echo()).defaultSystem("Answer " + tone).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OptionsConfig extends Base {

		@Bean
		ClientWriter writer(@Value("${app.model}") String model) {
			return new ClientWriter(
					ChatClient.builder(new Echo()).defaultOptions(ChatOptions.builder().model(model)).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserConfig extends Base {

		@Bean
		UserWriter writer(@Value("${app.language}") String language) {
			return new UserWriter(ChatClient.builder(new Echo())
				.defaultUser((user) -> user.text("Translate into {language}").param("language", language))
				.build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ToolsConfig extends Base {

		@Bean
		ClientWriter writer(@Value("${app.unit}") String unit) {
			return new ClientWriter(ChatClient.builder(new Echo()).defaultTools(new Weather(unit)).build());
		}

	}

	static class Weather {

		private final String unit;

		Weather(String unit) {
			this.unit = unit;
		}

		@Tool
		String weather() {
			return "20 " + this.unit;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ModelConfig extends Base {

		@Bean
		ModelWriter writer(@Value("${app.model}") String model) {
			return new ModelWriter(OpenAiChatModel.builder()
				.options(OpenAiChatOptions.builder().baseUrl("http://localhost:1").apiKey("test").model(model).build())
				.build());
		}

	}

	static class ModelWriter implements Asked {

		private final ChatModel model;

		ModelWriter(ChatModel model) {
			this.model = model;
		}

		@Override
		@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.model.getOptions().getModel() + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProviderConfig extends Base {

		@Bean
		CallingWriter writer(@Value("${app.provider}") String provider) {
			return new CallingWriter("Echo".equals(provider) ? new Echo() : new Parrot());
		}

	}

	static class CallingWriter implements Asked {

		private final ChatModel model;

		CallingWriter(ChatModel model) {
			this.model = model;
		}

		@Override
		@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.model.call(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TemplateConfig extends Base {

		@Bean
		TemplateWriter writer(@Value("${app.tone}") String tone) {
			return new TemplateWriter(new PromptTemplate(new ByteArrayResource(("Answer " + tone).getBytes())));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RendererConfig extends Base {

		@Bean
		TemplateWriter writer(@Value("${app.delimiter}") char delimiter) {
			return new TemplateWriter(PromptTemplate.builder()
				.template("Answer {tone} or <tone>")
				.variables(Map.of("tone", "kindly"))
				.renderer(StTemplateRenderer.builder()
					.startDelimiterToken(delimiter)
					.endDelimiterToken((delimiter == '{') ? '}' : '>')
					.build())
				.build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MessageConfig extends Base {

		@Bean
		MessageWriter writer(@Value("${app.attachment}") String attachment) {
			return new MessageWriter(UserMessage.builder()
				.text("Describe")
				.media(new Media(MimeTypeUtils.TEXT_PLAIN, new ByteArrayResource(attachment.getBytes())))
				.build());
		}

	}

	static class MessageWriter implements Asked {

		private final UserMessage message;

		MessageWriter(UserMessage message) {
			this.message = message;
		}

		@Override
		@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return new String(this.message.getMedia().get(0).getDataAsByteArray()) + question;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LimitsConfig extends Base {

		@Bean
		ClientWriter writer(@Value("${app.calls}") int calls) {
			DefaultToolCallingManager manager = DefaultToolCallingManager.builder().maxTotalToolCalls(calls).build();
			return new ClientWriter(ChatClient.builder(new Echo())
				.defaultAdvisors(ToolCallingAdvisor.builder().toolCallingManager(manager).build())
				.build());
		}

	}

	static class TemplateWriter implements Asked {

		private final PromptTemplate template;

		TemplateWriter(PromptTemplate template) {
			this.template = template;
		}

		@Override
		@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return this.template.render() + question;
		}

	}

}
