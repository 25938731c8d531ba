package io.musubito.sample.review;

import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks for reviews over HTTP.
 *
 * @param port where the application listens
 */
record ReviewClient(int port) {

	JsonNode review(String diff) {
		ResponseEntity<String> response = post(body(diff));
		assertThat(response.getStatusCode().value()).as("%s", response.getBody()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.getBody());
	}

	static String body(String diff) {
		return JsonMapper.shared().writeValueAsString(Map.of("diff", diff));
	}

	ResponseEntity<String> post(String body) {
		// Without the ten seconds' limit of the client that is found on the class path
		return RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.baseUrl("http://localhost:" + this.port)
			.build()
			.post()
			.uri("/reviews")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toEntity(String.class);
	}

}
