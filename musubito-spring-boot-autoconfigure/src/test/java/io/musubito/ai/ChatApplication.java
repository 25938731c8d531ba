package io.musubito.ai;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.musubito.Explanation;
import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.autoconfigure.MusubitoAdvisorAutoConfiguration;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * An application with a chat client whose calls are steps, on the real client of OpenAI.
 */
final class ChatApplication implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private ChatApplication() {
	}

	static ChatApplication start(Path directory, ChatModel model, String... properties) {
		return startWith(directory, (context) -> context.registerBean("chatModel", ChatModel.class, () -> model),
				properties);
	}

	static ChatApplication startWith(Path directory, Consumer<AnnotationConfigApplicationContext> beans,
			String... properties) {
		ChatApplication application = new ChatApplication();
		AnnotationConfigApplicationContext context = application.context;
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, "musubito.ai.advisor.enabled=true",
				"musubito.store.path=" + directory.resolve("musubito.db"));
		TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, properties);
		context.register(Packages.class);
		beans.accept(context);
		context.register(MusubitoAutoConfiguration.class, MusubitoAdvisorAutoConfiguration.class,
				ChatClientAutoConfiguration.class);
		context.refresh();
		return application;
	}

	static ApplicationContextRunner runner(Path directory) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MusubitoAutoConfiguration.class,
					MusubitoAdvisorAutoConfiguration.class, ChatClientAutoConfiguration.class))
			.withPropertyValues("musubito.store.path=" + directory.resolve("musubito.db"));
	}

	static OpenAiChatOptions.Builder options(ModelServer server) {
		return OpenAiChatOptions.builder().baseUrl(server.baseUrl()).apiKey("test").model("gpt-5-mini").maxRetries(0);
	}

	static ChatModel model(OpenAiChatOptions.Builder options) {
		return OpenAiChatModel.builder().options(options.build()).build();
	}

	/**
	 * A client of its own for each call, as builders are.
	 */
	ChatClient client() {
		return builder().build();
	}

	ChatClient.Builder builder() {
		return this.context.getBean(ChatClient.Builder.class);
	}

	<T> Map<String, T> beans(Class<T> type) {
		return this.context.getBeansOfType(type);
	}

	ApplicationContext context() {
		return this.context;
	}

	Object bean(String name) {
		return this.context.getBean(name);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Does something within a run.
	 */
	<T> Asked<T> ask(Supplier<T> call) {
		MusubitoRuns runs = bean(MusubitoRuns.class);
		List<RunView> before = runs.recent(1);
		T value = bean(Musubito.class).pipeline("ask", call::get);
		List<RunView> after = runs.recent(1);
		// A run without steps has left nothing
		boolean recorded = !after.isEmpty()
				&& (before.isEmpty() || !before.get(0).runId().equals(after.get(0).runId()));
		return new Asked<>(value, recorded ? runs.find(after.get(0).runId()).orElseThrow().steps() : List.of());
	}

	Asked<String> ask(String question) {
		return ask(() -> client().prompt(question).call().content());
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * All of an answer that a caller may look at.
	 */
	static String describe(ChatResponse response) {
		String metadata = response.getMetadata().getId() + " " + response.getMetadata().getModel() + " "
				+ response.getMetadata().getUsage() + " " + response.getMetadata().<Object>get("created");
		return (response.getResult() == null) ? metadata
				: response.getResult().getOutput().getText() + " " + response.getResult().getOutput().getToolCalls()
						+ " " + response.getResult().getOutput().getMetadata() + " "
						+ response.getResult().getMetadata().getFinishReason() + " " + metadata;
	}

	/**
	 * What was answered, and what the journal has of it.
	 *
	 * @param value the answer
	 * @param steps the entries of the journal
	 */
	record Asked<T>(T value, List<StepView> steps) {

		boolean replayed() {
			return this.steps.stream().allMatch((step) -> step.outcome() == StepOutcome.REPLAYED);
		}

		/**
		 * Why the first step executed.
		 */
		Explanation why() {
			return this.steps.get(0).why();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Packages {

		@Bean
		ModelStates modelStates() {
			return new ModelStates();
		}

		@Bean
		ClientStates clientStates() {
			return new ClientStates();
		}

		@Bean
		ToolCallingManager toolCallingManager() {
			return ToolCallingManager.builder().build();
		}

	}

}
