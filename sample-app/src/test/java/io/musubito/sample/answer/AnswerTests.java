package io.musubito.sample.answer;

import io.musubito.MusubitoRuns;
import io.musubito.sample.NoServer;
import io.musubito.test.MusubitoReplay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.musubito.test.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole application over HTTP, with the answers that a model once gave.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@MusubitoReplay("answers.jsonl")
class AnswerTests {

	@LocalServerPort
	private int port;

	@Autowired
	private MusubitoRuns runs;

	@DynamicPropertySource
	static void noServer(DynamicPropertyRegistry properties) {
		NoServer.isNeeded(properties);
	}

	@Test
	void answersFromTheHandbook() {
		JsonNode answer = client().ask("How do I restore a folder, in at most three steps and without the desktop app?")
			.path("answer");
		assertThat(answer.path("text").asString()).contains("web console").doesNotContain("[");
		assertThat(answer.path("sources").toString()).contains("restore");
		assertThat(answer.path("problems").isEmpty()).isTrue();
	}

	@Test
	void asksNoModelForAQuestionThatIsRecorded() {
		String question = "How long are backups kept?";
		JsonNode first = client().ask(question);
		assertThat(client().ask(question).path("answer")).isEqualTo(first.path("answer"));
		String run = this.runs.recent(1).get(0).runId();
		assertThatRun(this.runs.find(run).orElseThrow()).succeeded()
			.replayed("retrieve", "constraints", "draft", "validate", "format")
			.spentNoTokens();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{}", "{\"question\": null}", "{\"question\": \"  \"}" })
	void refusesARequestWithoutAQuestion(String body) {
		ResponseEntity<String> response = client().post(body);
		assertThat(response.getStatusCode().value()).isEqualTo(400);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response.getBody()).contains("\"status\":400");
	}

	@Test
	void saysWhyAQuestionIsTooLong() {
		ResponseEntity<String> response = client().post("{\"question\": \"" + "x".repeat(2001) + "\"}");
		assertThat(response.getStatusCode().value()).isEqualTo(400);
		assertThat(response.getBody()).contains("2001 characters; at most 2000");
	}

	@Test
	void exposesTheGraphWithoutValues() {
		client().ask("Is a public link up to date? confidential-4711");
		String summary = client().get("/actuator/musubito");
		assertThat(JsonMapper.shared().readTree(summary).path("steps").valueStream())
			.extracting((step) -> step.path("operation").asString())
			.contains("retrieve", "constraints", "draft", "validate", "format");
		String graph = client().get("/actuator/musubito/graph?operation=draft");
		assertThat(graph).contains("\"operation\":\"draft\"").doesNotContain("confidential-4711");
		assertThat(client().get("/actuator/health")).contains("UP");
	}

	private AnswerClient client() {
		return new AnswerClient(this.port);
	}

}
