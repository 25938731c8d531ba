package io.musubito.sample.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.musubito.StepOutcome;
import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * The whole application over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.stand-in.first-token=0ms", "sample.stand-in.per-token=0ms" })
class AnswerTests {

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private StandIn standIn;

	@DynamicPropertySource
	static void ownFiles(DynamicPropertyRegistry properties) throws IOException {
		Path prompts = Files.createDirectory(directory.resolve("prompts"));
		for (String name : List.of("constraints.st", "draft.st", "investigate.st", "quick.st")) {
			Files.write(prompts.resolve(name), new ClassPathResource("prompts/" + name).getContentAsByteArray());
		}
		properties.add("sample.prompts", prompts::toUri);
		properties.add("musubito.store.path", () -> directory.resolve("musubito.db"));
	}

	@Test
	void answersFromTheHandbook() {
		JsonNode answer = ask("How do I restore a folder, in at most three steps and without the desktop app?")
			.path("answer");
		assertThat(answer.path("text").asString()).contains("web console").doesNotContain("[");
		assertThat(answer.path("sources").toString()).contains("restore");
		assertThat(answer.path("problems").isEmpty()).isTrue();
	}

	@Test
	void asksTheModelOnceForTheSameQuestion() {
		String question = "When is a refund possible? " + UUID.randomUUID();
		JsonNode first = ask(question);
		ModelUse before = this.standIn.use();
		JsonNode second = ask(question);
		assertThat(this.standIn.use()).isEqualTo(before);
		assertThat(outcomes(first).values()).containsOnly(StepOutcome.EXECUTED);
		assertThat(outcomes(second).values()).hasSize(5).containsOnly(StepOutcome.REPLAYED);
		assertThat(second.path("answer")).isEqualTo(first.path("answer"));
		assertThat(nodeIds(second)).isEqualTo(nodeIds(first))
			.doesNotHaveDuplicates()
			.allMatch((id) -> id.length() == 64);
	}

	@Test
	void runsWhatDependsOnAPromptAndNothingElse() throws IOException {
		String question = "Who can delete the files of a shared folder? " + UUID.randomUUID();
		JsonNode before = ask(question);
		Path prompt = directory.resolve("prompts/draft.st");
		String text = Files.readString(prompt);
		try {
			Files.writeString(prompt, text.replace("at most 4", "at most 1"));
			assertThat(outcomes(ask(question))).containsExactlyInAnyOrderEntriesOf(
					Map.of("retrieve", StepOutcome.REPLAYED, "constraints", StepOutcome.REPLAYED, "draft",
							StepOutcome.EXECUTED, "validate", StepOutcome.EXECUTED, "format", StepOutcome.EXECUTED));
		}
		finally {
			Files.writeString(prompt, text);
		}
		JsonNode back = ask(question);
		assertThat(outcomes(back).values()).containsOnly(StepOutcome.REPLAYED);
		assertThat(back.path("answer")).isEqualTo(before.path("answer"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{}", "{\"question\": null}", "{\"question\": \"  \"}" })
	void refusesARequestWithoutAQuestion(String body) {
		ModelUse before = this.standIn.use();
		ResponseEntity<String> response = post(body);
		assertThat(response.getStatusCode().value()).isEqualTo(400);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response.getBody()).contains("\"status\":400");
		assertThat(this.standIn.use()).isEqualTo(before);
	}

	@Test
	void saysWhyAQuestionIsTooLong() {
		ResponseEntity<String> response = post("{\"question\": \"" + "x".repeat(2001) + "\"}");
		assertThat(response.getStatusCode().value()).isEqualTo(400);
		assertThat(response.getBody()).contains("2001 characters; at most 2000");
	}

	@Test
	void exposesTheGraphWithoutValues() {
		ask("Is a public link up to date? confidential-4711");
		String summary = get("/actuator/musubito");
		assertThat(JsonMapper.shared().readTree(summary).path("steps").valueStream())
			.extracting((step) -> step.path("operation").asString())
			.contains("retrieve", "constraints", "draft", "validate", "format");
		String graph = get("/actuator/musubito/graph?operation=draft");
		assertThat(graph).contains("\"operation\":\"draft\"").doesNotContain("confidential-4711");
		assertThat(get("/actuator/health")).contains("UP");
	}

	private JsonNode ask(String question) {
		ResponseEntity<String> response = post(JsonMapper.shared().writeValueAsString(Map.of("question", question)));
		assertThat(response.getStatusCode().value()).as("%s", response.getBody()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.getBody());
	}

	private ResponseEntity<String> post(String body) {
		return client().post()
			.uri("/answers")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toEntity(String.class);
	}

	private String get(String path) {
		String body = client().get().uri(path).retrieve().body(String.class);
		assertThat(body).isNotNull();
		return body;
	}

	private RestClient client() {
		// Without the ten seconds' limit of the client that is found on the class path
		return RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.baseUrl("http://localhost:" + this.port)
			.build();
	}

	private static Map<String, StepOutcome> outcomes(JsonNode answered) {
		return answered.path("steps")
			.valueStream()
			.map((step) -> entry(step.path("operation").asString(),
					StepOutcome.valueOf(step.path("outcome").asString())))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static List<String> nodeIds(JsonNode answered) {
		return answered.path("steps").valueStream().map((step) -> step.path("nodeId").asString()).toList();
	}

}
