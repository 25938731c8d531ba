package io.musubito.ai;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.EdgeKind;
import io.musubito.EffectInDoubtException;
import io.musubito.Graph;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.NodeView;
import io.musubito.StepType;
import io.musubito.ai.ModelServer.Answer;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
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
 * Tools that are steps replay, and are effects, like any other.
 */
@Timeout(60)
class ToolStepTests {

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Agent agent;

	private Tools tools;

	@BeforeAll
	static void switchOnWhatBootSwitchesOn() {
		Hooks.enableAutomaticContextPropagation();
	}

	@AfterAll
	static void switchOff() {
		Hooks.disableAutomaticContextPropagation();
	}

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class, "test.base-url=" + this.server.baseUrl());
		this.agent = this.context.getBean(Agent.class);
		this.tools = this.context.getBean(Tools.class);
	}

	@AfterEach
	void close() {
		this.context.close();
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void aToolIsReplayedWhileTheStepAroundItExecutes(Way way) {
		callsTool("degrees", "{\"city\": \"Kyoto\"}");
		assertThat(way.ask(this.agent, "Weather?")).isEqualTo("It says 21.");
		assertThat(way.ask(this.agent, "Weather now?")).isEqualTo("It says 21.");
		assertThat(this.server.requests()).hasSize(4);
		assertThat(this.tools.executed()).containsExactly("degrees Kyoto");
	}

	@ParameterizedTest
	@EnumSource
	void anEffectIsPerformedOnceWhileTheStepAroundItExecutesTwice(Way way) {
		callsTool("send", "{\"text\": \"hello\"}");
		assertThat(way.ask(this.agent, "Send!")).isEqualTo("It says \"sent hello\".");
		assertThat(way.ask(this.agent, "Send again!")).isEqualTo("It says \"sent hello\".");
		assertThat(this.server.requests()).hasSize(4);
		assertThat(this.tools.executed()).containsExactly("send hello");
	}

	@ParameterizedTest
	@EnumSource
	void anEffectInDoubtIsForTheCallerAndNotForTheModel(Way way) {
		callsTool("pay", "{\"amount\": 7}");
		// The answer that the payment failed is lost: whether it happened is not known
		assertThat(way.ask(this.agent, "Pay!")).contains("The line is dead");
		int requests = this.server.requests().size();
		assertThatExceptionOfType(EffectInDoubtException.class).isThrownBy(() -> way.ask(this.agent, "Pay, please!"));
		assertThat(this.server.requests()).hasSize(requests + 1);
		assertThat(this.tools.executed()).containsExactly("pay 7");
	}

	@ParameterizedTest
	@EnumSource
	void theNodeOfAToolIsCalledByTheStepThatDroveTheModel(Way way) {
		callsTool("degrees", "{\"city\": \"Kyoto\"}");
		way.ask(this.agent, "Weather?");
		Graph graph = this.context.getBean(MusubitoLineage.class).graph(GraphQuery.all());
		assertThat(graph.edges()).singleElement().satisfies((edge) -> {
			assertThat(edge.kind()).isEqualTo(EdgeKind.CALL);
			assertThat(operation(graph, edge.from())).isEqualTo("degrees");
			assertThat(operation(graph, edge.to())).isEqualTo(way.operation);
		});
	}

	private static String operation(Graph graph, String nodeId) {
		return graph.nodes()
			.stream()
			.filter((node) -> node.nodeId().equals(nodeId))
			.map(NodeView::operation)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * The model calls the tool, then repeats what it said.
	 */
	private void callsTool(String tool, String arguments) {
		this.server.answer((request) -> request.path("messages")
			.valueStream()
			.filter((message) -> message.path("role").asString().equals("tool"))
			.map((message) -> Answer.text("It says " + message.path("content").asString() + "."))
			.findFirst()
			.orElseGet(() -> Answer.toolCall(tool, arguments)));
	}

	enum Way {

		CALL("ask") {

			@Override
			String ask(Agent agent, String question) {
				return agent.ask(question);
			}

		},

		STREAM("ask-stream") {

			@Override
			String ask(Agent agent, String question) {
				return String.join("", agent.stream(question).collectList().block());
			}

		};

		private final String operation;

		Way(String operation) {
			this.operation = operation;
		}

		abstract String ask(Agent agent, String question);

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ RecordedModelCalls.class, Tools.class })
	@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, ChatClientAutoConfiguration.class,
			ObservationAutoConfiguration.class, ToolCallingAutoConfiguration.class })
	static class Application {

		@Bean
		ChatModel chatModel(@Value("${test.base-url}") String baseUrl, ObservationRegistry registry) {
			return ModelCallTests.model(baseUrl, "gpt-5-mini", registry);
		}

		@Bean
		Agent agent(ChatClient.Builder builder, Tools tools) {
			return new Agent(builder.build(), tools);
		}

	}

	static class Agent {

		private final ChatClient client;

		private final Tools tools;

		Agent(ChatClient client, Tools tools) {
			this.client = client;
			this.tools = tools;
		}

		@MusubitoStep(name = "ask", type = StepType.STOCHASTIC)
		String ask(String question) {
			return this.client.prompt(question).tools(this.tools).call().content();
		}

		@MusubitoStep(name = "ask-stream", type = StepType.STOCHASTIC)
		Flux<String> stream(String question) {
			return this.client.prompt(question).tools(this.tools).stream().content();
		}

	}

	static class Tools {

		private final List<String> executed = new CopyOnWriteArrayList<>();

		List<String> executed() {
			return List.copyOf(this.executed);
		}

		@Tool
		@MusubitoStep(name = "degrees")
		int degrees(String city) {
			this.executed.add("degrees " + city);
			return 21;
		}

		@Tool
		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(String text) {
			this.executed.add("send " + text);
			return "sent " + text;
		}

		@Tool
		@MusubitoStep(name = "pay", type = StepType.EXTERNAL_EFFECT)
		String pay(int amount) {
			this.executed.add("pay " + amount);
			throw new IllegalStateException("The line is dead");
		}

	}

}
