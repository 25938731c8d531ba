package io.musubito.actuate;

import java.net.http.HttpResponse;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retention and erasure over the endpoint.
 */
class RetentionEndpointTests {

	private static final String NODE = "/nodes/" + RecordedGraph.DRAFT.nodeId();

	private static final String ERASE = "{\"action\": \"erase\"}";

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void saysWhatWouldGoAndWhatWent(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type, "musubito.ai.prices.gpt-5-mini.input=1",
				"musubito.ai.prices.gpt-5-mini.output=2")) {
			HttpResponse<String> foreseen = server.delete("?olderThan=30d&dryRun=true");
			assertThat(foreseen.statusCode()).isEqualTo(200);
			Map<String, Object> body = JsonPath.read(foreseen.body(), "$");
			assertThat(body).containsEntry("dryRun", true)
				.containsEntry("nodes", 2)
				.containsEntry("artifacts", 1)
				.containsEntry("runs", 3)
				.containsEntry("entries", 4)
				.containsEntry("bytes", 500);
			assertThat(JsonPath.<Map<String, Object>>read(foreseen.body(), "$.recompute"))
				.containsEntry("durationMs", 9000)
				.containsEntry("tokens", 150);
			HttpResponse<String> removed = server.delete("?olderThan=PT720H");
			assertThat(JsonPath.<Map<String, Object>>read(removed.body(), "$")).containsEntry("dryRun", false)
				.containsEntry("nodes", 4);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void refusesWhatMakesNoSense(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type)) {
			assertThat(server.delete("").statusCode()).isEqualTo(400);
			assertThat(server.delete("").body()).contains("'olderThan' is missing");
			for (String age : new String[] { "30", "-1d", "month", "99999999999999999d" }) {
				HttpResponse<String> response = server.delete("?olderThan=" + age);
				assertThat(response.statusCode()).as(age).isEqualTo(400);
				assertThat(response.body()).as(age).contains("'olderThan' must be a time", age);
			}
			assertThat(server.delete("?olderThan=30d&dryRun=maybe").body()).contains("'dryRun' must be true or false");
			assertThat(server.post("/nodes/0000", ERASE).statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void erasesANode(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type)) {
			HttpResponse<String> response = server.post(NODE, ERASE);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"erased\":3}");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void needsWriteAccess(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type, "management.endpoint.musubito.access=read-only")) {
			assertThat(server.delete("?olderThan=30d").statusCode()).isEqualTo(405);
			assertThat(server.post(NODE, ERASE).statusCode()).isEqualTo(405);
		}
	}

}
