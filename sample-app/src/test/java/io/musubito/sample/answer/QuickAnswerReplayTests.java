package io.musubito.sample.answer;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
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
 * What the streaming endpoint replays, with a stand-in for the model.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.stand-in.first-token=0ms", "sample.stand-in.per-token=0ms" })
class QuickAnswerReplayTests {

	@TempDir
	private static Path directory;

	@LocalServerPort
	private int port;

	@Autowired
	private StandIn standIn;

	@DynamicPropertySource
	static void ownStore(DynamicPropertyRegistry properties) {
		properties.add("musubito.store.path", () -> directory.resolve("musubito.db"));
	}

	@Test
	void streamsTheSameTwiceAndAsksTheModelOnce() {
		ModelUse before = this.standIn.use();
		List<String> cold = pieces(ask("{\"question\": \"How do I restore a folder?\"}"));
		assertThat(cold).hasSizeGreaterThan(3);
		assertThat(String.join("", cold)).contains("restore");
		assertThat(pieces(ask("{\"question\": \"How do I restore a folder?\"}"))).isEqualTo(cold);
		ModelUse used = this.standIn.use().since(before);
		assertThat(used.requests()).isOne();
		JsonNode cache = summary().path("cache");
		assertThat(cache.path("tokensSpent").asLong()).isEqualTo(used.tokens());
		assertThat(cache.path("tokensSaved").asLong()).isEqualTo(used.tokens());
		assertThat(cache.path("costSaved").decimalValue()).isPositive()
			.isEqualTo(cache.path("costSpent").decimalValue());
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

	private JsonNode summary() {
		return JsonMapper.shared().readTree(client().get().uri("/actuator/musubito").retrieve().body(String.class));
	}

	private RestClient client() {
		return RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.baseUrl("http://localhost:" + this.port)
			.build();
	}

}
