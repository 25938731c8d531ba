package io.musubito.ai;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.musubito.GraphQuery;
import io.musubito.IdentityContributor;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.Reason;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.ai.ChatApplication.Asked;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.testing.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.ResponseEntity;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Calls of a chat client are steps, on the real client and a real store.
 */
@Tag("slow")
@Timeout(60)
class MusubitoAdvisorTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void callsAreReplayedWithUsageAndAfterARestart() {
		assertReplayed(1, (application) -> ChatApplication
			.describe(application.client().prompt("Why?").system("Be brief.").call().chatResponse()));
	}

	@Test
	void streamsAreReplayedAsStreamsWithUsage() {
		this.server.answer((request) -> Answer.text("An answer in parts."));
		assertReplayed(1,
				(application) -> application.client()
					.prompt("Why?")
					.stream()
					.chatResponse()
					.map(ChatApplication::describe)
					.collectList()
					.block());
		try (ChatApplication application = start()) {
			List<ChatResponse> chunks = stream(application.client());
			assertThat(chunks).hasSizeGreaterThan(3);
			assertThat(chunks.get(chunks.size() - 1).getMetadata().getUsage().getCacheReadInputTokens()).isEqualTo(4);
			assertThat(this.server.told().inputTokens()).isEqualTo(11);
		}
	}

	@Test
	void aToolLoopIsOneStep() {
		callTheToolFirst("weather");
		Weather weather = new Weather("sunny");
		String cold = assertReplayed(2, (application) -> ChatApplication
			.describe(application.client().prompt("Weather?").tools(weather).call().chatResponse()));
		assertThat(cold).contains("It is \"sunny\"");
		assertThat(this.server.told().inputTokens()).isEqualTo(24);
		try (ChatApplication application = start()) {
			ChatResponse warm = application.client().prompt("Weather?").tools(weather).call().chatResponse();
			assertThat(warm.getMetadata().getUsage().getPromptTokens()).isEqualTo(24);
			assertThat(warm.getMetadata().getUsage().getCompletionTokens()).isEqualTo(12);
			assertThat(application.ask(() -> application.client().prompt("Weather?").tools(weather).call().content())
				.steps()).extracting(StepView::operation).containsExactly("chat");
		}
	}

	@Test
	void aStreamedToolLoopIsOneStep() {
		callTheToolFirst("weather");
		assertReplayed(2,
				(application) -> stream(application.builder().defaultTools(new Weather("sunny")).build()).stream()
					.map(ChatApplication::describe)
					.toList());
	}

	@Test
	void resultsOfToolsThatAreReturnedDirectlyAreReplayed() {
		callTheToolFirst("time");
		String cold = assertReplayed(1, (application) -> ChatApplication
			.describe(application.client().prompt("Time?").tools(new Clock()).call().chatResponse()));
		assertThat(cold).contains("noon");
	}

	@Test
	void entitiesAreReplayedWhicheverWayTheirSchemaIsTold() {
		this.server.answer((request) -> Answer.text("{\"name\": \"Kyoto\", \"people\": 1460000}"));
		assertReplayed(1, (application) -> application.client().prompt("Where?").call().entity(City.class));
		JsonNode asked = this.server.requests().get(0);
		assertThat(asked.path("messages").toString()).contains("people");
		assertReplayed(1,
				(application) -> application.client()
					.prompt("Where?")
					.call()
					.entity(City.class, (entity) -> entity.useProviderStructuredOutput()));
		assertThat(this.server.requests().get(1).path("response_format").toString()).contains("people");
		assertReplayed(0, (application) -> {
			ResponseEntity<ChatResponse, City> entity = application.client()
				.prompt("Where?")
				.call()
				.responseEntity(City.class);
			return entity.entity() + ChatApplication.describe(entity.response());
		});
	}

	@Test
	void theContextOfTheRequestIsThatOfTheResponse() {
		assertReplayed(1, (application) -> {
			ChatClientResponse response = application.client()
				.prompt("Why?")
				.advisors((advisors) -> advisors.param("tenant", "a"))
				.call()
				.chatClientResponse();
			assertThat(response.context()).containsOnly(Map.entry("tenant", "a"));
			return response.context().toString();
		});
	}

	@Test
	void aCallInARunIsInItsJournal() {
		try (ChatApplication application = start()) {
			Asked<String> cold = application.ask("Why?");
			assertThat(cold.steps()).singleElement().satisfies((step) -> {
				assertThat(step.operation()).isEqualTo("chat");
				assertThat(step.outcome()).isEqualTo(StepOutcome.EXECUTED);
				assertThat(step.reason()).isEqualTo(Reason.FIRST_EXECUTION);
			});
			assertThat(application.ask("Why?").replayed()).isTrue();
			assertThat(application.ask(() -> stream(application.client())).steps()).extracting(StepView::operation)
				.containsExactly("chat-stream");
		}
	}

	@Test
	void aCallInAStepIsItsChild() {
		try (ChatApplication application = startWithWriter()) {
			assertThat(application.bean(Writer.class).write("Why?")).isEqualTo("An answer.");
		}
		// The child is known before it is called again
		try (ChatApplication application = startWithWriter()) {
			application.bean(Writer.class).write("Why?");
			assertThat(this.server.requests()).hasSize(1);
			NodeView writer = node(application, "write");
			assertThat(writer.upstream()).containsExactly(node(application, "chat").nodeId());
			application.bean(MusubitoLineage.class).invalidate(node(application, "chat").nodeId());
			application.bean(Writer.class).write("Why?");
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@Test
	void aPromptThatAStepWroteIsUpstream() {
		try (ChatApplication application = startWithWriter()) {
			application.client().prompt(application.bean(Writer.class).question("rain")).call().content();
			assertThat(node(application, "chat").upstream()).containsExactly(node(application, "question").nodeId());
		}
	}

	@Test
	void aPromptThatAStepWroteIsUpstreamOfWhatAnAdvisorMadeOfIt() {
		try (ChatApplication application = startWithWriter()) {
			ChatClient client = application.builder()
				.defaultAdvisors(new AdvisorChainTests.Retrieval(0, "It rains."))
				.build();
			client.prompt(application.bean(Writer.class).question("rain")).call().content();
			assertThat(node(application, "chat").upstream()).containsExactly(node(application, "question").nodeId());
		}
	}

	@Test
	void equalCallsAtTheSameTimeAskOnce() throws Exception {
		int callers = 8;
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		this.server.answer((request) -> {
			asked.countDown();
			await(answer);
			return Answer.text("An answer.");
		});
		try (ChatApplication application = start()) {
			CyclicBarrier start = new CyclicBarrier(callers);
			List<CompletableFuture<String>> answers = IntStream.range(0, callers)
				.mapToObj((caller) -> CompletableFuture.supplyAsync(() -> {
					await(start);
					return application.client().prompt("Why?").call().content();
				}, (work) -> new Thread(work).start()))
				.toList();
			await(asked);
			answer.countDown();
			for (CompletableFuture<String> each : answers) {
				assertThat(each.get(30, TimeUnit.SECONDS)).isEqualTo("An answer.");
			}
			assertThat(this.server.requests()).hasSize(1);
		}
	}

	@Test
	void failuresAreNotRecorded() {
		try (ChatApplication application = start()) {
			this.server.answer((request) -> Answer.error(500, "No."));
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> application.ask("Why?"));
			this.server.answer((request) -> Answer.text("An answer."));
			assertThat(application.ask("Why?").value()).isEqualTo("An answer.");
			assertThat(application.ask("Why?").replayed()).isTrue();
		}
	}

	private <T> T assertReplayed(int requests, Function<ChatApplication, T> call) {
		int before = this.server.requests().size();
		T cold;
		try (ChatApplication application = start()) {
			cold = call.apply(application);
			assertThat(this.server.requests()).hasSize(before + requests);
			assertThat(call.apply(application)).isEqualTo(cold);
		}
		try (ChatApplication application = start()) {
			assertThat(call.apply(application)).isEqualTo(cold);
		}
		assertThat(this.server.requests()).hasSize(before + requests);
		return cold;
	}

	private ChatApplication start(String... properties) {
		return ChatApplication.startWith(this.directory, this::registerModel, properties);
	}

	private ChatApplication startWithWriter() {
		return ChatApplication.startWith(this.directory, (context) -> {
			registerModel(context);
			context.registerBean(Writer.class);
		});
	}

	private void registerModel(AnnotationConfigApplicationContext context) {
		context.registerBean("chatModel", ChatModel.class,
				() -> ChatApplication.model(ChatApplication.options(this.server)));
	}

	private void callTheToolFirst(String tool) {
		this.server.answer((request) -> {
			JsonNode messages = request.path("messages");
			JsonNode last = messages.get(messages.size() - 1);
			return last.path("role").asString().equals("tool") ? Answer.text("It is " + last.path("content").asString())
					: Answer.toolCall(tool, "{}");
		});
	}

	private static List<ChatResponse> stream(ChatClient client) {
		return client.prompt("Why?").stream().chatResponse().collectList().block();
	}

	private static String text(List<ChatResponse> chunks) {
		StringBuilder text = new StringBuilder();
		chunks.stream()
			.filter((chunk) -> chunk.getResult() != null && chunk.getResult().getOutput().getText() != null)
			.forEach((chunk) -> text.append(chunk.getResult().getOutput().getText()));
		return text.toString();
	}

	private static NodeView node(ChatApplication application, String operation) {
		List<NodeView> nodes = application.bean(MusubitoLineage.class)
			.graph(GraphQuery.operation(operation).depth(1))
			.nodes()
			.stream()
			.filter((node) -> node.operation().equals(operation))
			.toList();
		assertThat(nodes).hasSize(1);
		return nodes.get(0);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Nested
	class Streams {

		@Test
		void oneThatDiesRecordsNothing() {
			try (ChatApplication application = start()) {
				MusubitoAdvisorTests.this.server.answer((request) -> Answer.text("An answer.").dying());
				StepVerifier.create(application.client().prompt("Why?").stream().content())
					.thenConsumeWhile((part) -> true)
					.verifyError();
				MusubitoAdvisorTests.this.server.answer((request) -> Answer.text("Another answer."));
				assertThat(text(stream(application.client()))).isEqualTo("Another answer.");
				assertThat(text(stream(application.client()))).isEqualTo("Another answer.");
				assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(2);
			}
		}

		@Test
		void oneThatEndsWithoutAReasonIsNotKept() {
			try (ChatApplication application = start()) {
				MusubitoAdvisorTests.this.server.answer((request) -> Answer.text("An ans").finishedBy(null));
				assertThat(text(stream(application.client()))).isEqualTo("An ans");
				stream(application.client());
				assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(2);
			}
		}

		@Test
		void oneThatIsCancelledRecordsNothing() {
			try (ChatApplication application = start()) {
				Flux<String> content = application.client().prompt("Why?").stream().content();
				assertThat(content.take(1).blockFirst()).isNotEmpty();
				stream(application.client());
				assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(2);
				stream(application.client());
				assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(2);
			}
		}

		@Test
		void replayOnlyMisses() {
			try (ChatApplication application = start("musubito.mode=replay-only")) {
				StepVerifier.create(application.client().prompt("Why?").stream().content())
					.verifyError(ReplayMissException.class);
			}
		}

		@Test
		void theModeOfTheSubscriberCounts() {
			try (ChatApplication application = start()) {
				Musubito musubito = application.bean(Musubito.class);
				musubito.withMode(ReplayMode.OFF, () -> stream(application.client()));
				musubito.withMode(ReplayMode.OFF, () -> stream(application.client()));
				assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(2);
				stream(application.client());
				musubito.withMode(ReplayMode.REPLAY_ONLY, () -> stream(application.client()));
				assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(3);
			}
		}

	}

	@Nested
	class Modes {

		@Test
		void replayOnlyMisses() {
			try (ChatApplication application = start("musubito.mode=replay-only")) {
				assertThatExceptionOfType(ReplayMissException.class).isThrownBy(() -> application.ask("Why?"));
				assertThat(MusubitoAdvisorTests.this.server.requests()).isEmpty();
			}
		}

		@Test
		void offIsAsIfThereWereNoAdvisor() {
			for (String property : List.of("musubito.mode=off", "musubito.enabled=false")) {
				try (ChatApplication application = start(property)) {
					int before = MusubitoAdvisorTests.this.server.requests().size();
					application.client().prompt("Why?").call().content();
					application.client().prompt("Why?").call().content();
					stream(application.client());
					stream(application.client());
					assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(before + 4);
				}
			}
		}

		@Test
		void refreshAsksAgainAndRecords() {
			try (ChatApplication application = start()) {
				Musubito musubito = application.bean(Musubito.class);
				application.ask("Why?");
				MusubitoAdvisorTests.this.server.answer((request) -> Answer.text("Another answer."));
				musubito.withMode(ReplayMode.REFRESH, () -> application.ask("Why?"));
				assertThat(application.ask("Why?").value()).isEqualTo("Another answer.");
				assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(2);
			}
		}

	}

	@Nested
	class Policies {

		@Test
		void theTtlOfTheOperationCounts() {
			expiresAfterAnHour("musubito.steps.chat.ttl=1h");
		}

		@Test
		void theTtlOfStochasticStepsCounts() {
			expiresAfterAnHour("musubito.defaults.stochastic.ttl=1h");
		}

		@Test
		void theVersionOfTheOperationCounts() {
			try (ChatApplication application = start()) {
				application.ask("Why?");
			}
			try (ChatApplication application = start("musubito.steps.chat.version=2")) {
				assertThat(application.ask("Why?").why().reason()).isEqualTo(Reason.VERSION_CHANGED);
			}
		}

		@Test
		void identityContributorsCount() {
			for (String tenant : List.of("a", "b", "a")) {
				try (ChatApplication application = ChatApplication.startWith(MusubitoAdvisorTests.this.directory,
						(context) -> {
							registerModel(context);
							context.registerBean(IdentityContributor.class, () -> (step) -> tenant);
						})) {
					application.ask("Why?");
				}
			}
			assertThat(MusubitoAdvisorTests.this.server.requests()).hasSize(2);
		}

		private void expiresAfterAnHour(String property) {
			MutableClock clock = new MutableClock();
			try (ChatApplication application = ChatApplication.startWith(MusubitoAdvisorTests.this.directory,
					(context) -> {
						registerModel(context);
						context.registerBean(MutableClock.class, () -> clock);
					}, property)) {
				application.ask("Why?");
				clock.advance(Duration.ofMinutes(59));
				assertThat(application.ask("Why?").replayed()).isTrue();
				clock.advance(Duration.ofMinutes(1));
				assertThat(application.ask("Why?").why().reason()).isEqualTo(Reason.EXPIRED);
			}
		}

	}

	record City(String name, int people) {

	}

	static class Weather {

		private final String weather;

		Weather(String weather) {
			this.weather = weather;
		}

		@Tool
		String weather() {
			return this.weather;
		}

	}

	static class Clock {

		@Tool(returnDirect = true)
		String time() {
			return "noon";
		}

	}

	static class Writer {

		private final ChatClient client;

		Writer(ChatClient.Builder builder) {
			this.client = builder.build();
		}

		@MusubitoStep(name = "write")
		String write(String question) {
			return this.client.prompt(question).call().content();
		}

		@MusubitoStep(name = "question")
		String question(String about) {
			return "What about " + about + "?";
		}

	}

}
