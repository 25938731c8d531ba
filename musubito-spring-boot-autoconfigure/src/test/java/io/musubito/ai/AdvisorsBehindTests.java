package io.musubito.ai;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.Musubito;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.ai.ModelServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.ChatModelCallAdvisor;
import org.springframework.ai.chat.client.advisor.DefaultAroundAdvisorChain;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.SafeGuardAdvisor;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.BaseAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.client.advisor.observation.AdvisorObservationContext;
import org.springframework.ai.chat.client.advisor.observation.DefaultAdvisorObservationConvention;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.Document;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Advisors behind the one that records: they run each time, and what they ask is
 * replayed.
 */
@Tag("slow")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class AdvisorsBehindTests {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(MusubitoAdvisor.class);

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	private ChatApplication application;

	@BeforeEach
	void start() {
		LOGGER.setLevel(Level.INFO);
		restart();
	}

	@AfterEach
	void close() {
		LOGGER.setLevel(null);
		this.application.close();
		this.server.close();
	}

	@Test
	void whatIsRetrievedCountsHoweverItIsKept() {
		for (String document : List.of("It rains.", "It snows.", "It rains.")) {
			ChatClient client = client(new Retrieval(0, document));
			client.prompt("Weather?").call().content();
			client.prompt("Weather?").stream().content().blockLast();
		}
		assertThat(this.server.requests()).hasSize(4);
		restart();
		ChatClientResponse response = client(new Retrieval(0, "It snows.")).prompt("Weather?")
			.call()
			.chatClientResponse();
		assertThat(this.server.requests()).hasSize(4);
		assertThat(response.context()).containsKey("documents");
	}

	@Test
	void anAdvisorOfTheLowestOrderIsSeenAsWell() {
		for (String document : List.of("It rains.", "It snows.", "It rains.")) {
			for (int order : List.of(Ordered.LOWEST_PRECEDENCE, Ordered.LOWEST_PRECEDENCE - 1)) {
				client(new Retrieval(order, document)).prompt("Weather?").call().content();
			}
		}
		// The prompt is the same at both places
		assertThat(this.server.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.toString()).contains("It "));
	}

	@Test
	void aRewrittenQuestionIsReplayedAsCallAndAsStream() {
		for (int start = 0; start < 2; start++) {
			ChatClient client = client(new ReReading());
			assertThat(client.prompt("Why?").call().content()).isEqualTo("An answer.");
			assertThat(String.join("", client.prompt("Why?").stream().content().collectList().block()))
				.isEqualTo("An answer.");
			restart();
		}
		assertThat(this.server.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.toString()).contains("Read the question again: Why?"));
		client(new ReReading()).prompt("How?").call().content();
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	void anAnswerThatIsRefinedIsReplayedWithItsEvaluations(CapturedOutput output) {
		this.server.answer((request) -> {
			String text = text(request);
			if (text.startsWith("Rate: ")) {
				return Answer.text(text.contains("short") ? "bad" : "good");
			}
			return Answer.text(text.contains("longer") ? "A long answer." : "A short answer.");
		});
		for (int start = 0; start < 2; start++) {
			ChatClient client = client(new SelfRefine(this.application.client()));
			assertThat(client.prompt("Why?").call().content()).isEqualTo("A long answer.");
			assertThat(this.server.requests()).hasSize(4);
			restart();
		}
		ChatClient client = client(new SelfRefine(this.application.client()));
		assertThat(this.application.ask(() -> client.prompt("How?").call().content()).steps())
			.extracting(StepView::operation)
			.containsExactly("chat", "chat", "chat", "chat");
		client.prompt("When?").call().content();
		// The ratings are of equal answers
		assertThat(this.server.requests()).hasSize(8);
		// Once in each of three starts
		assertThat(output.getOut()
			.split(Pattern
				.quote("Step 'chat': " + SelfRefine.class.getName() + " (order 0) runs behind MusubitoAdvisor"), -1))
			.hasSize(4);
	}

	@Test
	void anotherPromptOfAnEvaluationRunsThatEvaluation() {
		this.server.answer((request) -> Answer.text(text(request).contains("An answer.") ? "good" : "An answer."));
		client(new SelfRefine(this.application.client())).prompt("Why?").call().content();
		assertThat(this.server.requests()).hasSize(2);
		restart();
		ChatClient judge = this.application.builder().defaultSystem("Be strict.").build();
		List<StepView> steps = this.application.ask(() -> client(new SelfRefine(judge)).prompt("Why?").call().content())
			.steps();
		assertThat(this.server.requests()).hasSize(3);
		assertThat(steps).extracting(StepView::outcome).containsExactly(StepOutcome.REPLAYED, StepOutcome.EXECUTED);
		assertThat(steps.get(1).why().toString()).contains("input changed: messages $[0]", "SystemMessage");
	}

	@Test
	void anotherQuestionRunsItsRoundsOnly() {
		ChatClient client = client(new ReReading());
		client.prompt("Why?").call().content();
		restart();
		List<StepView> steps = this.application.ask(() -> {
			ChatClient again = client(new ReReading());
			again.prompt("Why?").call().content();
			return again.prompt("How?").call().content();
		}).steps();
		assertThat(steps).extracting(StepView::outcome).containsExactly(StepOutcome.REPLAYED, StepOutcome.EXECUTED);
		assertThat(steps.get(1).why().toString()).contains("messages", "Read the question again: How?");
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void whatIsAskedAgainIsAnsweredAgain() {
		AtomicInteger answers = new AtomicInteger();
		this.server.answer((request) -> Answer.text("Answer " + answers.incrementAndGet()));
		for (int start = 0; start < 2; start++) {
			ChatClient client = client(new Repeating(3));
			assertThat(client.prompt("Why?").call().content()).isEqualTo("Answer 1|Answer 2|Answer 3");
			assertThat(client.prompt("Why?").stream().content().collectList().block()).containsExactly("Answer ", "4",
					"Answer ", "5", "Answer ", "6");
			assertThat(this.server.requests()).hasSize(6);
			restart();
		}
		assertThat(client(new Repeating(4)).prompt("Why?").call().content())
			.isEqualTo("Answer 1|Answer 2|Answer 3|Answer 7");
	}

	@Test
	void whatIsAskedAtTheSameTimeIsAnsweredAsOften() {
		AtomicInteger answers = new AtomicInteger();
		this.server.answer((request) -> Answer.text("Answer " + answers.incrementAndGet()));
		for (int start = 0; start < 2; start++) {
			assertThat(client(new Voting()).prompt("Why?").call().content().split("\\|"))
				.containsExactlyInAnyOrder("Answer 1", "Answer 2", "Answer 3");
			restart();
		}
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	void anAttemptThatFailedIsNotCounted() {
		AtomicInteger attempts = new AtomicInteger();
		this.server.answer((request) -> (attempts.incrementAndGet() % 2 == 1) ? Answer.error(400, "no")
				: Answer.text("An answer."));
		for (int start = 0; start < 2; start++) {
			ChatClient client = client(new Retrying());
			assertThat(client.prompt("Why?").call().content()).isEqualTo("An answer.");
			assertThat(String.join("", client.prompt("Why?").stream().content().collectList().block()))
				.isEqualTo("An answer.");
			assertThat(this.server.requests()).hasSize(4);
			restart();
		}
	}

	@Test
	void anAnswerWithTheWrongSchemaIsAskedAgainOnce() {
		AtomicInteger attempts = new AtomicInteger();
		this.server.answer((request) -> Answer.text((attempts.incrementAndGet() == 1) ? "{}" : "{\"name\":\"Ann\"}"));
		for (int start = 0; start < 2; start++) {
			assertThat(this.application.client()
				.prompt("Who?")
				.call()
				.entity(Person.class, (spec) -> spec.validateSchema())).isEqualTo(new Person("Ann"));
			assertThat(this.server.requests()).hasSize(2);
			restart();
		}
	}

	@Test
	void aGuardActsEachTime() {
		ChatClient client = client(SafeGuardAdvisor.builder().sensitiveWords(List.of("secret")).build());
		assertThat(client.prompt("A secret?").call().content()).contains("unable to respond");
		assertThat(client.prompt("Why?").call().content()).isEqualTo("An answer.");
		assertThat(client.prompt("Why?").call().content()).isEqualTo("An answer.");
		assertThat(client(SafeGuardAdvisor.builder().sensitiveWords(List.of("why")).build()).prompt("Why?")
			.call()
			.content()).contains("unable to respond");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void aMemoryRemembersWhatIsReplayed() {
		this.server.answer((request) -> Answer.text("Hello " + request.path("messages").size()));
		for (int start = 0; start < 2; start++) {
			ChatMemory memory = MessageWindowChatMemory.builder().build();
			ChatClient client = client(MessageChatMemoryAdvisor.builder(memory).order(1000).build());
			for (String question : List.of("I am Ann.", "Who am I?")) {
				client.prompt(question)
					.advisors((advisors) -> advisors.param(ChatMemory.CONVERSATION_ID, "a"))
					.call()
					.content();
			}
			assertThat(memory.get("a")).hasSize(4);
			assertThat(this.server.requests()).hasSize(2);
			restart();
		}
	}

	@Test
	void toolsAreCalledEachTime(CapturedOutput output) {
		this.server.answer((request) -> text(request).contains("sunny") ? Answer.text("Sunny.")
				: Answer.toolCall("weather", "{}"));
		Weather weather = new Weather();
		ChatClient client = client(new ReReading());
		for (int call = 1; call <= 2; call++) {
			assertThat(client.prompt("Weather?").tools(weather).call().content()).isEqualTo("Sunny.");
			assertThat(client.prompt("Weather?").tools(weather).stream().content().collectList().block())
				.containsExactly("Sunny.");
			assertThat(weather.calls).hasValue(2 * call);
		}
		assertThat(this.server.requests()).hasSize(4);
		assertThat(output).contains("tools that the model calls included")
			.contains("such as Ordered.HIGHEST_PRECEDENCE + 100");
	}

	@Test
	void aToolLoopBehindAllOthersIsOneStep() {
		this.server.answer((request) -> text(request).contains("sunny") ? Answer.text("Sunny.")
				: Answer.toolCall("weather", "{}"));
		Clock clock = new Clock();
		MusubitoAdvisor outside = this.application.bean(MusubitoAdvisor.class)
			.withOrder(Ordered.HIGHEST_PRECEDENCE + 50);
		ChatClient client = client(new Retrieval(Ordered.HIGHEST_PRECEDENCE + 100, "Now."), outside);
		for (int call = 0; call < 2; call++) {
			assertThat(this.application.ask(() -> client.prompt("Weather?").tools(clock).call().content()).steps())
				.hasSize(1);
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void whereNothingMayExecuteItReplays() {
		ChatClient client = client(new Retrieval(0, "It rains."));
		client.prompt("Weather?").call().content();
		client.prompt("Weather?").stream().content().blockLast();
		this.application.bean(Musubito.class).withMode(ReplayMode.REPLAY_ONLY, () -> {
			client.prompt("Weather?").call().content();
			client.prompt("Weather?").stream().content().blockLast();
			return assertThatExceptionOfType(ReplayMissException.class)
				.isThrownBy(() -> client.prompt("Why?").call().content());
		});
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void aClientOfAModelIsGivenTheAdvisorByHand() {
		MusubitoAdvisor advisor = this.application.bean(MusubitoAdvisor.class).named("support");
		ChatClient client = ChatClient.builder(this.application.bean(ChatModel.class))
			.defaultAdvisors(new ReReading(), advisor)
			.build();
		assertThat(this.application.ask(() -> client.prompt("Why?").call().content()).steps())
			.extracting(StepView::operation)
			.containsExactly("support");
		assertThat(this.application.ask(() -> client.prompt("Why?").call().content()).replayed()).isTrue();
		assertThat(this.application.ask(() -> client.prompt("Why?").stream().content().blockLast()).steps())
			.extracting(StepView::operation)
			.containsExactly("support-stream");
	}

	@Test
	void addedTwiceItRecordsARoundOnce() {
		MusubitoAdvisor advisor = this.application.bean(MusubitoAdvisor.class);
		ChatClient client = client(new ReReading(), advisor);
		assertThat(this.application.ask(() -> client.prompt("Why?").call().content()).steps()).hasSize(1);
	}

	@Test
	void parametersOfTheRequestCountAndThoseOfAdvisorsDont() {
		ChatClient client = client(new Retrieval(0, "It rains."));
		for (String sample : List.of("1", "2", "1")) {
			client.prompt("Weather?").advisors((advisors) -> advisors.param("sample", sample)).call().content();
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void aChainOfTheApplicationIsNotUnderstood(CapturedOutput output) {
		ChatClient client = client(new OwnChain());
		client.prompt("Why?").call().content();
		client.prompt("Why?").call().content();
		assertThat(this.server.requests()).hasSize(2);
		assertThat(output.getOut())
			.containsOnlyOnce("has put the chain " + OwnChain.Chain.class.getName() + " in place of Spring AI's");
	}

	@Test
	void aChainThatEndsElsewhereIsNotUnderstood(CapturedOutput output) {
		MusubitoAdvisor advisor = this.application.bean(MusubitoAdvisor.class);
		for (int call = 0; call < 2; call++) {
			DefaultAroundAdvisorChain.builder(ObservationRegistry.NOOP)
				.pushAll(List.of(advisor, new OwnTerminal(this.application.bean(ChatModel.class))))
				.build()
				.nextCall(new ChatClientRequest(new Prompt("Why?"), Map.of()));
		}
		assertThat(this.server.requests()).hasSize(2);
		assertThat(output.getOut()).containsOnlyOnce("its chain of advisors ends with " + OwnTerminal.class.getName());
	}

	@Test
	void theConventionOfObservationsStays() {
		ObservationRegistry registry = ObservationRegistry.create();
		List<String> names = new ArrayList<>();
		registry.observationConfig().observationHandler(new Names(names));
		ChatClient client = ChatClient
			.builder(this.application.bean(ChatModel.class), registry, null, new OwnConvention())
			.defaultAdvisors(new ReReading(), this.application.bean(MusubitoAdvisor.class))
			.build();
		client.prompt("Why?").call().content();
		assertThat(names).contains("own ReReading", "own call");
	}

	private ChatClient client(Advisor... advisors) {
		return this.application.builder().defaultAdvisors(advisors).build();
	}

	private void restart() {
		if (this.application != null) {
			this.application.close();
		}
		this.application = ChatApplication.start(this.directory,
				ChatApplication.model(ChatApplication.options(this.server)));
	}

	private static String text(JsonNode request) {
		JsonNode messages = request.path("messages");
		return messages.get(messages.size() - 1).path("content").asString();
	}

	private static ChatClientResponse joined(ChatClientResponse one, List<ChatClientResponse> all) {
		String text = all.stream()
			.map((response) -> response.chatResponse().getResult().getOutput().getText())
			.reduce((a, b) -> a + "|" + b)
			.orElseThrow();
		return one.mutate().chatResponse(new ChatResponse(List.of(new Generation(new AssistantMessage(text))))).build();
	}

	record Person(String name) {

	}

	static class Weather {

		private final AtomicInteger calls;

		Weather() {
			this.calls = new AtomicInteger();
		}

		@Tool
		String weather() {
			this.calls.incrementAndGet();
			return "sunny";
		}

	}

	static class Clock {

		@Tool
		String weather() {
			return "sunny";
		}

	}

	/**
	 * Adds a document to the prompt, and keeps it in the context under a name of its own.
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
				.context("documents", List.of(new Document(this.document)))
				.context("listener", (Runnable) () -> {
				})
				.context("started", System.nanoTime())
				.build();
		}

		@Override
		public ChatClientResponse after(ChatClientResponse response, AdvisorChain chain) {
			return response;
		}

	}

	static class ReReading implements BaseAdvisor {

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public ChatClientRequest before(ChatClientRequest request, AdvisorChain chain) {
			return request.mutate()
				.prompt(request.prompt()
					.augmentUserMessage((message) -> message.mutate()
						.text(message.getText() + "\nRead the question again: " + message.getText())
						.build()))
				.build();
		}

		@Override
		public ChatClientResponse after(ChatClientResponse response, AdvisorChain chain) {
			return response;
		}

	}

	/**
	 * Lets another client rate an answer, and asks again with what it says.
	 */
	record SelfRefine(ChatClient judge) implements CallAdvisor {

		@Override
		public String getName() {
			return "refine";
		}

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			ChatClientRequest next = request;
			for (int attempt = 0;; attempt++) {
				ChatClientResponse response = chain.copy(this).nextCall(next);
				String answer = response.chatResponse().getResult().getOutput().getText();
				if (attempt == 3 || "good".equals(this.judge.prompt("Rate: " + answer).call().content())) {
					return response;
				}
				next = request.mutate()
					.prompt(request.prompt()
						.augmentUserMessage(
								(message) -> message.mutate().text(message.getText() + " Be longer.").build()))
					.build();
			}
		}

	}

	record Repeating(int times) implements CallAdvisor, StreamAdvisor {

		@Override
		public String getName() {
			return "repeat";
		}

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			List<ChatClientResponse> responses = new ArrayList<>();
			for (int i = 0; i < this.times; i++) {
				responses.add(chain.copy(this).nextCall(request));
			}
			return joined(responses.get(0), responses);
		}

		@Override
		public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
			return Flux.range(0, this.times).concatMap((i) -> chain.copy(this).nextStream(request));
		}

	}

	static class Voting implements CallAdvisor {

		@Override
		public String getName() {
			return "vote";
		}

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			ExecutorService pool = Executors.newFixedThreadPool(3);
			try {
				List<Future<ChatClientResponse>> votes = new ArrayList<>();
				for (int i = 0; i < 3; i++) {
					votes.add(pool.submit(() -> chain.copy(this).nextCall(request)));
				}
				List<ChatClientResponse> responses = new ArrayList<>();
				for (Future<ChatClientResponse> vote : votes) {
					responses.add(vote.get());
				}
				return joined(responses.get(0), responses);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				pool.shutdown();
			}
		}

	}

	static class Retrying implements CallAdvisor, StreamAdvisor {

		@Override
		public String getName() {
			return "retry";
		}

		@Override
		public int getOrder() {
			return 0;
		}

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			try {
				return chain.copy(this).nextCall(request);
			}
			catch (RuntimeException ex) {
				return chain.copy(this).nextCall(request);
			}
		}

		@Override
		public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
			return Flux.defer(() -> chain.copy(this).nextStream(request)).retry(1);
		}

	}

	/**
	 * Runs in front, and lets the others go through a chain of its own.
	 */
	static class OwnChain implements CallAdvisor {

		@Override
		public String getName() {
			return "own";
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			return new Chain(chain, chain.getCallAdvisors().subList(1, chain.getCallAdvisors().size()))
				.nextCall(request);
		}

		record Chain(CallAdvisorChain chain, List<CallAdvisor> rest) implements CallAdvisorChain {

			@Override
			public ChatClientResponse nextCall(ChatClientRequest request) {
				return this.rest.get(0)
					.adviseCall(request, new Chain(this.chain, this.rest.subList(1, this.rest.size())));
			}

			@Override
			public List<CallAdvisor> getCallAdvisors() {
				return this.chain.getCallAdvisors();
			}

			@Override
			public CallAdvisorChain copy(CallAdvisor after) {
				return this.chain.copy(after);
			}

		}

	}

	record OwnTerminal(ChatModel model) implements CallAdvisor {

		@Override
		public String getName() {
			return "own";
		}

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

		@Override
		public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
			return ChatModelCallAdvisor.builder().chatModel(this.model).build().adviseCall(request, chain);
		}

	}

	static class OwnConvention extends DefaultAdvisorObservationConvention {

		@Override
		public String getContextualName(AdvisorObservationContext context) {
			return "own " + context.getAdvisorName();
		}

	}

	record Names(List<String> names) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			this.names.add(context.getContextualName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof AdvisorObservationContext;
		}

	}

}
