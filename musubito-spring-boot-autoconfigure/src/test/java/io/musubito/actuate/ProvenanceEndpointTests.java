package io.musubito.actuate;

import java.net.http.HttpResponse;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.musubito.testing.ProvJsonRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code nodes/{id}/provenance} on each web stack.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class ProvenanceEndpointTests {

	private static final String PROVENANCE = "/nodes/" + RecordedGraph.DRAFT.nodeId() + "/provenance";

	private static EndpointServer server;

	private static EndpointServer open;

	@Parameter(0)
	WebApplicationType type;

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) {
		server = EndpointServer.start(type);
		open = EndpointServer.start(type, "management.endpoint.musubito.show-values=always");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
		open.close();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "*/*", "application/json" })
	void answersWithADocument(String accept) {
		HttpResponse<String> response = server.get(PROVENANCE, accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).contains("json");
		ProvJsonRules.read(response.body());
		assertThat(JsonPath.<Map<String, Object>>read(response.body(), "$.activity")).hasSize(2);
		assertThat(server.get(PROVENANCE, accept).body()).isEqualTo(response.body());
	}

	@Test
	void showsValuesOnlyWhereTheyMayBeShown() {
		assertThat(server.get(PROVENANCE).body()).doesNotContain(RecordedGraph.SECRET)
			.contains("\"musubito:changed\":[\"input.question\"]", "\"musubito:values\":false");
		assertThat(open.get(PROVENANCE).body()).contains("{\\\"question\\\":\\\"" + RecordedGraph.SECRET,
				"old " + RecordedGraph.SECRET, "IllegalStateException: " + RecordedGraph.SECRET,
				"\"musubito:values\":true");
		assertThat(open.get(PROVENANCE + "?characters=5").body()).contains("\"musubito:start\":\"{\\\"que\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000", "%27%20OR%201=1--", "%3Cscript%3E", "..%252f..%252f", "%00", "%F0%9F%90%9D" })
	void anUnknownNodeIsNotFound(String id) {
		HttpResponse<String> response = server.get("/nodes/" + id + "/provenance");
		assertThat(response.statusCode()).isIn(404, 400);
		assertThat(response.body()).doesNotContain("Exception");
	}

	@Test
	void refusesWhatIsNotJsonOrNotReachable() {
		assertThat(server.get("/nodes/0000/provenance").statusCode()).isEqualTo(404);
		assertThat(server.get("/nodes/0000/provenance").body()).contains("There is no node '0000'");
		assertThat(server.get(PROVENANCE, "text/vnd.mermaid").statusCode()).isEqualTo(406);
		assertThat(server.get(PROVENANCE + "?format=dot").statusCode()).isEqualTo(400);
		assertThat(server.get(PROVENANCE + "/more").statusCode()).isEqualTo(404);
		assertThat(server.get("/nodes/broken/provenance").statusCode()).isEqualTo(503);
		assertThat(server.post(PROVENANCE, "{\"action\": \"invalidate\"}").statusCode()).isEqualTo(404);
	}

}
