package io.musubito.sample.answer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.musubito.StepOutcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Asks the application over HTTP.
 *
 * @param port where it listens
 */
record AnswerClient(int port) {

	JsonNode ask(String question) {
		ResponseEntity<String> response = post(JsonMapper.shared().writeValueAsString(Map.of("question", question)));
		assertThat(response.getStatusCode().value()).as("%s", response.getBody()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.getBody());
	}

	ResponseEntity<String> post(String body) {
		return post("/answers", body);
	}

	ResponseEntity<String> post(String path, String body) {
		return client().post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toEntity(String.class);
	}

	String get(String path) {
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

	static Map<String, StepOutcome> outcomes(JsonNode answered) {
		return answered.path("steps")
			.valueStream()
			.map((step) -> entry(step.path("operation").asString(),
					StepOutcome.valueOf(step.path("outcome").asString())))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	static List<String> nodeIds(JsonNode answered) {
		return answered.path("steps").valueStream().map((step) -> step.path("nodeId").asString()).toList();
	}

}
