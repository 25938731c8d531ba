package io.musubito.sample.answer;

import java.util.List;
import java.util.stream.Collectors;

import io.musubito.sample.NoServer;
import io.musubito.test.MusubitoReplay;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The streaming endpoint, whose client has the advisor.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@MusubitoReplay("quick-answers.jsonl")
class QuickAnswerTests {

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void noServer(DynamicPropertyRegistry properties) {
		NoServer.isNeeded(properties);
	}

	@Test
	void streamsWhatWasRecordedInTheSamePieces() {
		List<String> cold = pieces(ask("{\"question\": \"How do I restore a folder?\"}"));
		assertThat(cold).hasSizeGreaterThan(3);
		assertThat(String.join("", cold)).contains("restore");
		assertThat(pieces(ask("{\"question\": \"How do I restore a folder?\"}"))).isEqualTo(cold);
	}

	@Test
	void refusesARequestWithoutAQuestion() {
		assertThat(ask("{}").getStatusCode().value()).isEqualTo(400);
	}

	private static List<String> pieces(ResponseEntity<String> response) {
		assertThat(response.getStatusCode().value()).as("%s", response.getBody()).isEqualTo(200);
		assertThat(response.getHeaders().getContentType()).isNotNull()
			.matches((type) -> type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM));
		assertThat(response.getBody()).isNotNull();
		return response.getBody()
			.lines()
			.filter((line) -> line.startsWith("data:"))
			.map((line) -> JsonMapper.shared().readTree(line.substring("data:".length())).path("text").asString())
			.collect(Collectors.toList());
	}

	private ResponseEntity<String> ask(String body) {
		return client().post()
			.uri("/answers/quick")
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toEntity(String.class);
	}

	private RestClient client() {
		return RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.baseUrl("http://localhost:" + this.port)
			.build();
	}

}
