package io.musubito.ai;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.musubito.ai.ModelServer.Answer;
import io.musubito.testing.JavaProcess;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workflows whose objects are made with {@code new} and hold a chat client that is no
 * bean: what they ask again is replayed, in the next process too, and what a developer
 * changes is asked anew.
 */
@Tag("process")
@Tag("slow")
@Timeout(180)
class WorkflowWithNewTests {

	private static final String SOURCE = """
			package com.acme;

			import io.musubito.*;
			import java.util.*;
			import java.util.concurrent.*;
			import java.util.stream.*;
			import org.springframework.ai.chat.client.ChatClient;
			import org.springframework.ai.openai.*;
			import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
			import org.springframework.context.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			@ImportAutoConfiguration(io.musubito.autoconfigure.MusubitoAiAutoConfiguration.class)
			public class Main {

				public static String run(ApplicationContext context, String workflow) {
					OpenAiChatModel model = OpenAiChatModel.builder().options(OpenAiChatOptions.builder()
						.baseUrl(context.getEnvironment().getProperty("app.url")).apiKey("test").model("gpt-5-mini").maxRetries(0).build()).build();
					ChatClient client = ChatClient.builder(model).defaultSystem(context.getEnvironment().getProperty("app.system", "Be brief."))
						.defaultOptions(OpenAiChatOptions.builder().temperature(Double.valueOf(context.getEnvironment().getProperty("app.temperature", "0.1")))).build();
					Musubito musubito = context.getBean(Musubito.class);
					return switch (workflow) {
						case "chain" -> new Chain(client, musubito).chain("sales");
						case "routing" -> new Routing(client, musubito).route("refund", Map.of("billing", "You bill.", "support", "You help.", "sales", "You sell.", "legal", "You judge."));
						case "parallel" -> String.join("+", new Parallel(client, musubito).all("Sum up", List.of("a", "b", "c"), 2));
						case "orchestrator" -> String.join("+", new Orchestrator(client, musubito).process("report"));
						case "evaluator" -> new Evaluator(client, musubito).loop("poem");
						default -> new Local(musubito).ask(client, "local");
					};
				}

				static class Chain {
					private static final String[] PROMPTS = { "First, count.", "Second, sort.", "Third, write." };
					private final ChatClient client;
					private final Musubito musubito;
					Chain(ChatClient client, Musubito musubito) { this.client = client; this.musubito = musubito; }
					String chain(String in) {
						String text = in;
						for (String prompt : PROMPTS) {
							String before = text;
							text = this.musubito.step(StepSpec.of("chain", StepType.STOCHASTIC, String.class).input("prompt", prompt).input("text", before),
								() -> this.client.prompt(prompt + " " + before).call().content()).value();
						}
						return text;
					}
				}

				static class Routing {
					private final ChatClient client;
					private final Musubito musubito;
					Routing(ChatClient client, Musubito musubito) { this.client = client; this.musubito = musubito; }
					String route(String question, Map<String, String> routes) {
						Set<String> names = routes.keySet();
						String route = this.musubito.step(StepSpec.of("select", StepType.STOCHASTIC, String.class).input("question", question).input("routes", names),
							() -> select(question, names)).value();
						String prompt = routes.get(route);
						return this.musubito.step(StepSpec.of("answer", StepType.STOCHASTIC, String.class).input("prompt", prompt).input("question", question),
							() -> this.client.prompt(prompt + " " + question).call().content()).value();
					}
					private String select(String question, Set<String> routes) {
						return this.client.prompt("Select of " + routes + " for " + question).call().content();
					}
				}

				static class Parallel {
					private final ChatClient client;
					private final Musubito musubito;
					Parallel(ChatClient client, Musubito musubito) { this.client = client; this.musubito = musubito; }
					List<String> all(String prompt, List<String> inputs, int threads) {
						ExecutorService executor = Executors.newFixedThreadPool(threads);
						try {
							List<CompletableFuture<String>> futures = inputs.stream().map((input) -> CompletableFuture.supplyAsync(() ->
								this.musubito.step(StepSpec.of("part", StepType.STOCHASTIC, String.class).input("prompt", prompt).input("input", input),
									() -> this.client.prompt(prompt + " " + input).call().content()).value(), executor)).toList();
							return futures.stream().map(CompletableFuture::join).toList();
						}
						finally {
							executor.shutdown();
						}
					}
				}

				record Task(String type, String text) { }

				static class Orchestrator {
					private static final String WORKER = "Work on %s: %s";
					private final ChatClient client;
					private final Musubito musubito;
					private static final String PLAN = "Plan the %s";
					Orchestrator(ChatClient client, Musubito musubito) { this.client = client; this.musubito = musubito; }
					List<String> process(String what) {
						List<Task> tasks = this.musubito.step(StepSpec.of("plan", StepType.STOCHASTIC, new org.springframework.core.ParameterizedTypeReference<List<Task>>() { }).input("what", what),
							() -> Stream.of(this.client.prompt(PLAN.formatted(what)).call().content().split(",")).map((type) -> new Task(type, what)).toList()).value();
						return tasks.stream().map((task) -> this.musubito.step(StepSpec.of("work", StepType.STOCHASTIC, String.class).input("task", task),
							() -> this.client.prompt(WORKER.formatted(task.type(), task.text())).call().content()).value()).toList();
					}
				}

				static class Evaluator {
					private final ChatClient client;
					private final Musubito musubito;
					Evaluator(ChatClient client, Musubito musubito) { this.client = client; this.musubito = musubito; }
					String loop(String task) {
						String feedback = "";
						while (true) {
							String draft = generate(task, feedback);
							String verdict = evaluate(draft);
							if (verdict.startsWith("PASS")) {
								return draft;
							}
							feedback = verdict;
						}
					}
					private String generate(String task, String feedback) {
						return this.musubito.step(StepSpec.of("generate", StepType.STOCHASTIC, String.class).input("task", task).input("feedback", feedback),
							() -> this.client.prompt("Generate " + task + feedback).call().content()).value();
					}
					private String evaluate(String draft) {
						return this.musubito.step(StepSpec.of("evaluate", StepType.STOCHASTIC, String.class).input("draft", draft),
							() -> this.client.prompt("Evaluate " + draft).call().content()).value();
					}
				}

				static class Local {
					private final Musubito musubito;
					Local(Musubito musubito) { this.musubito = musubito; }
					String ask(ChatClient client, String text) {
						return this.musubito.step(StepSpec.of("local", StepType.STOCHASTIC, String.class).input("text", text),
							() -> client.prompt("Local " + text).call().content()).value();
					}
				}

			}
			""";

	private final ModelServer server = new ModelServer();

	@TempDir
	Path directory;

	@BeforeEach
	void answers() {
		this.server.answer((request) -> Answer.text(answer(prompt(request))));
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	private static String answer(String prompt) {
		if (prompt.startsWith("Select")) {
			return "support";
		}
		if (prompt.startsWith("Plan")) {
			return "text,figures";
		}
		if (prompt.startsWith("Evaluate")) {
			return prompt.contains("better") ? "PASS" : "better";
		}
		return "<" + prompt + ">";
	}

	private static String prompt(JsonNode request) {
		return StreamSupport.stream(request.get("messages").spliterator(), false)
			.filter((message) -> message.get("role").asString().equals("user"))
			.map((message) -> message.get("content").asString())
			.collect(Collectors.joining());
	}

	private List<String> asked(Path classes, String workflow, String... properties) throws Exception {
		int before = this.server.requests().size();
		WorkflowProcess.run(new SourceApplication(this.directory), classes, List.of(workflow),
				StringUtils.addStringToArray(properties, "app.url=" + this.server.baseUrl()));
		return this.server.requests()
			.subList(before, this.server.requests().size())
			.stream()
			.map(WorkflowWithNewTests::prompt)
			.toList();
	}

	private Path compile(String source) {
		return new SourceApplication(this.directory).compile(Map.of("com.acme.Main", source));
	}

	@Test
	void areReplayedInAnotherProcess() throws Exception {
		Path classes = compile(SOURCE);
		List<String> cold = process(classes);
		int requests = this.server.requests().size();
		assertThat(requests).isEqualTo(3 + 2 + 3 + 3 + 4 + 1);
		assertThat(process(classes)).isEqualTo(cold);
		assertThat(this.server.requests()).hasSize(requests);
	}

	private List<String> process(Path classes) throws Exception {
		try (JavaProcess process = JavaProcess.of(WorkflowProcess.class, this.directory, classes, this.server.baseUrl())
			.start()) {
			List<String> lines = process.finish(Duration.ofSeconds(50));
			List<String> answers = lines.stream().filter((line) -> line.startsWith("answer ")).toList();
			assertThat(answers).as(process.toString()).hasSize(WorkflowProcess.ALL.size());
			return answers;
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			chain        | Third, write. | Third, draw.   | 1
			chain        | Second, sort. | Second, order. | 2
			routing      | You help.     | You assist.    | 1
			routing      | You bill.     | You charge.    | 0
			routing      | Select of     | Select from    | 1
			parallel     | "b", "c"      | "d", "c"       | 1
			orchestrator | Work on       | Go on          | 2
			orchestrator | Plan the      | Plan a         | 1
			evaluator    | Generate      | Generate a     | 4
			evaluator    | Evaluate      | Evaluate it:   | 2
			local        | Local         | Locally        | 1
			""")
	void askAnewWhatWasChanged(String workflow, String from, String to, int requests) throws Exception {
		Path classes = compile(SOURCE);
		assertThat(asked(classes, workflow)).isNotEmpty();
		assertThat(asked(classes, workflow)).isEmpty();
		assertThat(asked(compile(SOURCE.replace(from, to)), workflow)).hasSize(requests);
	}

	@ParameterizedTest
	@ValueSource(strings = { "chain", "parallel", "local" })
	void askAnewWithAnotherOptionOfTheClient(String workflow) throws Exception {
		Path classes = compile(SOURCE);
		int requests = asked(classes, workflow).size();
		assertThat(asked(classes, workflow, "app.temperature=0.7")).hasSize(requests);
		assertThat(asked(classes, workflow, "app.system=Be polite.")).hasSize(requests);
		assertThat(asked(classes, workflow)).isEmpty();
	}

}
