package io.musubito.ai;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.musubito.Musubito;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepView;
import io.musubito.ai.ModelServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.SimpleLoggerAdvisor;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.BaseAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolExecutionEligibilityChecker;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the advisor does among others, and which model is asked.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class AdvisorChainTests {

	private static final int IN_FRONT = Ordered.HIGHEST_PRECEDENCE + 100;

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void whatIsRetrievedInFrontOfItCounts() {
		try (ChatApplication application = start()) {
			for (String document : List.of("It rains.", "It snows.", "It rains.")) {
				ChatClient client = application.builder().defaultAdvisors(new Retrieval(IN_FRONT, document)).build();
				client.prompt("Weather?").call().content();
				client.prompt("Weather?").stream().content().blockLast();
			}
			assertThat(this.server.requests()).hasSize(4);
		}
	}

	@Test
	void oneBehindTheUnknownAdvisorReplays() {
		try (ChatApplication application = start()) {
			MusubitoAdvisor inner = application.bean(MusubitoAdvisor.class).withOrder(1);
			for (String document : List.of("It rains.", "It snows.", "It rains.")) {
				ChatClient client = application.builder().defaultAdvisors(new Retrieval(0, document), inner).build();
				client.prompt("Weather?").call().content();
			}
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@Test
	void aLoggerBehindItIsHarmless() {
		try (ChatApplication application = start()) {
			ChatClient client = application.builder().defaultAdvisors(new SimpleLoggerAdvisor()).build();
			client.prompt("Weather?").call().content();
			client.prompt("Weather?").call().content();
			assertThat(this.server.requests()).hasSize(1);
		}
	}

	@Test
	void aSubclassOfAKnownAdvisorRunsEachTime() {
		try (ChatApplication application = start()) {
			ChatClient client = application.builder().defaultAdvisors(new OwnLogger()).build();
			assertThat(application.ask(() -> client.prompt("Weather?").call().content()).replayed()).isFalse();
			assertThat(application.ask(() -> client.prompt("Weather?").call().content()).replayed()).isTrue();
			assertThat(this.server.requests()).hasSize(1);
			assertThat(OwnLogger.seen).hasValue(2);
		}
	}

	@Test
	void conversationsDifferByWhatWasSaid() {
		this.server.answer((request) -> Answer.text("Hello " + request.path("messages").size()));
		for (int start = 0; start < 2; start++) {
			try (ChatApplication application = start()) {
				ChatMemory memory = MessageWindowChatMemory.builder().build();
				ChatClient client = application.builder()
					.defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build())
					.build();
				for (String name : List.of("Ann", "Bob")) {
					say(client, name, "I am " + name + ".");
					assertThat(say(client, name, "Who am I?")).isEqualTo("Hello 3");
				}
				// The same was said before, in another conversation
				say(client, "other", "I am Ann.");
			}
			assertThat(this.server.requests()).hasSize(4);
		}
	}

	@Test
	void addedTwiceItActsOnce() {
		try (ChatApplication application = start()) {
			MusubitoAdvisor advisor = application.bean(MusubitoAdvisor.class);
			ChatClient client = application.builder().defaultAdvisors(advisor, advisor).build();
			assertThat(operations(application, client)).containsExactly("chat");
			assertThat(application.ask(() -> client.prompt("Why?").stream().content().collectList().block()).steps())
				.extracting(StepView::operation)
				.containsExactly("chat-stream");
		}
	}

	@Test
	void oneThatWasGivenANameActsInPlaceOfTheOneOfAllClients() {
		try (ChatApplication application = start()) {
			MusubitoAdvisor advisor = application.bean(MusubitoAdvisor.class);
			ChatClient support = application.builder().defaultAdvisors(advisor.named("support")).build();
			ChatClient sales = application.builder().defaultAdvisors(advisor.named("sales").withOrder(7)).build();
			assertThat(operations(application, support)).containsExactly("support");
			assertThat(operations(application, support.mutate().build())).containsExactly("support");
			assertThat(operations(application, sales)).containsExactly("sales");
			assertThat(operations(application, application.client())).containsExactly("chat");
			assertThat(this.server.requests()).hasSize(3);
		}
	}

	@Test
	void behindTheToolLoopEachRoundIsAStep() {
		this.server.answer((request) -> {
			JsonNode messages = request.path("messages");
			return messages.get(messages.size() - 1).path("role").asString().equals("tool") ? Answer.text("Sunny.")
					: Answer.toolCall("weather", "{}");
		});
		try (ChatApplication application = start()) {
			MusubitoAdvisor inner = application.bean(MusubitoAdvisor.class)
				.withOrder(ToolCallingAdvisor.DEFAULT_ORDER + 1);
			ChatClient client = application.builder().defaultAdvisors(inner).defaultTools(new Weather()).build();
			assertThat(operations(application, client)).containsExactly("chat", "chat");
			assertThat(application.ask(() -> client.prompt("Why?").call().content()).replayed()).isTrue();
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@Test
	void theWayOfTheApplicationToCallToolsCounts() {
		try (ChatApplication application = start()) {
			for (ToolExecutionEligibilityChecker checker : List.<ToolExecutionEligibilityChecker>of(
					new OnlyOf("weather"), new OnlyOf("time"), new OnlyOf("weather"))) {
				ToolCallingAdvisor calling = ToolCallingAdvisor.builder()
					.toolExecutionEligibilityChecker(checker)
					.build();
				application.builder().defaultAdvisors(calling).build().prompt("Why?").call().content();
			}
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@Test
	void whatHasNoContentIsExecutedAndNotReplayed(CapturedOutput output) {
		try (ChatApplication application = start()) {
			UnaryOperator<ChatClient.ChatClientRequestSpec> unhashable = (request) -> request
				.advisors((advisors) -> advisors.param("callback", (Runnable) () -> {
				}));
			for (int i = 0; i < 2; i++) {
				unhashable.apply(application.client().prompt("Why?")).call().content();
				unhashable.apply(application.client().prompt("Why?")).stream().content().blockLast();
			}
			assertThat(this.server.requests()).hasSize(4);
			assertThat(output.getOut().split(Pattern.quote("its context can't be hashed at $['callback']"), -1))
				.hasSize(3);
			application.bean(Musubito.class)
				.withMode(ReplayMode.REPLAY_ONLY, () -> assertThatExceptionOfType(ReplayMissException.class)
					.isThrownBy(() -> unhashable.apply(application.client().prompt("Why?")).call().content()));
		}
	}

	@Test
	void modelsOfTwoBeansDontShareAnswers() {
		try (ModelServer other = new ModelServer();
				ChatApplication application = ChatApplication.startWith(this.directory, (context) -> {
					context.registerBean("one", ChatModel.class,
							() -> ChatApplication.model(ChatApplication.options(this.server)),
							(definition) -> definition.setPrimary(true));
					context.registerBean("other", ChatModel.class,
							() -> ChatApplication.model(ChatApplication.options(other)));
				})) {
			other.answer((request) -> Answer.text("Another answer."));
			Map<String, ChatModel> models = application.beans(ChatModel.class);
			MusubitoAdvisor advisor = application.bean(MusubitoAdvisor.class);
			ChatClient one = ChatClient.builder(models.get("one")).defaultAdvisors(advisor).build();
			ChatClient two = ChatClient.builder(models.get("other")).defaultAdvisors(advisor).build();
			assertThat(one.prompt("Why?").call().content()).isEqualTo("An answer.");
			assertThat(two.prompt("Why?").call().content()).isEqualTo("Another answer.");
			assertThat(application.client().prompt("Why?").call().content()).isEqualTo("An answer.");
			assertThat(this.server.requests()).hasSize(1);
		}
	}

	@Test
	void modelsOfTheApplicationDifferByClassAndState() {
		try (ChatApplication application = start()) {
			MusubitoAdvisor advisor = application.bean(MusubitoAdvisor.class);
			assertThat(List.<ChatModel>of(new Echo("a"), new Echo("b"), new Shout(), new Echo("a")))
				.extracting((model) -> ChatClient.builder(model)
					.defaultAdvisors(advisor)
					.build()
					.prompt("Why?")
					.call()
					.content())
				.containsExactly("a Why?", "b Why?", "WHY?", "a Why?");
		}
	}

	private static List<String> operations(ChatApplication application, ChatClient client) {
		return application.ask(() -> client.prompt("Why?").call().content())
			.steps()
			.stream()
			.map(StepView::operation)
			.toList();
	}

	private static String say(ChatClient client, String conversation, String text) {
		return client.prompt(text)
			.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, conversation))
			.call()
			.content();
	}

	private ChatApplication start(String... properties) {
		return ChatApplication.start(this.directory, ChatApplication.model(ChatApplication.options(this.server)),
				properties);
	}

	/**
	 * Adds a document to the prompt, as Spring AI's question answering advisor does.
	 */
	static class Retrieval implements BaseAdvisor {

		private final int order;

		private final String document;

		Retrieval(int order, String document) {
			this.order = order;
			this.document = document;
		}

		@Override
		public int getOrder() {
			return this.order;
		}

		@Override
		public ChatClientRequest before(ChatClientRequest request, AdvisorChain chain) {
			return request.mutate()
				.prompt(request.prompt()
					.augmentUserMessage(
							(message) -> message.mutate().text(message.getText() + "\n" + this.document).build()))
				.build();
		}

		@Override
		public ChatClientResponse after(ChatClientResponse response, AdvisorChain chain) {
			return response;
		}

	}

	record OnlyOf(String tool) implements ToolExecutionEligibilityChecker {

		@Override
		public Boolean apply(ChatResponse response) {
			return response.hasToolCalls();
		}

	}

	static class OwnLogger extends SimpleLoggerAdvisor {

		private static final AtomicInteger seen = new AtomicInteger();

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			seen.incrementAndGet();
			return super.adviseCall(request, chain);
		}

	}

	static class Weather {

		@Tool
		String weather() {
			return "sunny";
		}

	}

	static class Echo implements ChatModel {

		private final String prefix;

		Echo(String prefix) {
			this.prefix = prefix;
		}

		@Override
		public ChatResponse call(Prompt prompt) {
			return new ChatResponse(
					List.of(new Generation(new AssistantMessage(this.prefix + " " + prompt.getContents()))));
		}

		@Override
		public ChatOptions getOptions() {
			return ChatOptions.builder().build();
		}

	}

	static class Shout implements ChatModel {

		@Override
		public ChatResponse call(Prompt prompt) {
			return new ChatResponse(
					List.of(new Generation(new AssistantMessage(prompt.getContents().toUpperCase(Locale.ROOT)))));
		}

		@Override
		public ChatOptions getOptions() {
			return ChatOptions.builder().build();
		}

	}

}
