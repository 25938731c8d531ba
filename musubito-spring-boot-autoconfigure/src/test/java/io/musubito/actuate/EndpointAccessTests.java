package io.musubito.actuate;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who may see and do what at the {@link MusubitoEndpoint}.
 */
class EndpointAccessTests {

	private static final String NODE = "/nodes/" + RecordedGraph.DRAFT.nodeId();

	private static final String PROVENANCE = NODE + "/provenance";

	private static final String DIFF = "/runs/" + RecordedGraph.RUN.runId() + "/diff/" + RecordedGraph.RUN.runId();

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void showsValuesWhenToldToAlways(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type, "management.endpoint.musubito.show-values=always")) {
			HttpResponse<String> node = server.get(NODE);
			assertThat(node.body()).contains("\"top\":1.10");
			assertThat(JsonPath.<Map<String, Object>>read(node.body(), "$.inputs"))
				.isEqualTo(Map.of("question", RecordedGraph.SECRET, "top", 1.1));
			assertThat(JsonPath.<String>read(node.body(), "$.artifact")).isEqualTo("<script>" + RecordedGraph.SECRET);
			assertThat(JsonPath.<String>read(node.body(), "$.error"))
				.isEqualTo("IllegalStateException: " + RecordedGraph.SECRET);
			assertThat(JsonPath.<String>read(node.body(), "$.why.changes[0].before"))
				.isEqualTo("old " + RecordedGraph.SECRET);
			String run = server.get("/runs/" + RecordedGraph.RUN.runId()).body();
			assertThat(JsonPath.<String>read(run, "$.steps[1].why.changes[0].after")).isEqualTo(RecordedGraph.SECRET);
			String diff = server.get(DIFF).body();
			assertThat(JsonPath.<String>read(diff, "$.steps[0].output.changes[0].before"))
				.isEqualTo(RecordedGraph.SECRET);
			assertThat(JsonPath.<String>read(diff, "$.causes[1].change.after")).isEqualTo(RecordedGraph.SECRET);
			assertThat(JsonPath.<String>read(diff, "$.steps[0].error")).contains(RecordedGraph.SECRET);
			String retrieve = server.get("/nodes/" + RecordedGraph.RETRIEVE.nodeId()).body();
			assertThat(JsonPath.<Map<String, Object>>read(retrieve, "$")).containsEntry("artifact", "not JSON: \"")
				.doesNotContainKeys("inputs", "error");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void hidesValuesFromCallersWhoAreNotAuthorized(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type,
				"management.endpoint.musubito.show-values=when-authorized",
				"management.endpoint.musubito.roles=admin")) {
			for (String path : List.of(NODE, PROVENANCE, "/runs/" + RecordedGraph.RUN.runId(), DIFF)) {
				assertThat(server.get(path).statusCode()).isEqualTo(200);
				assertThat(server.get(path).body()).doesNotContain(RecordedGraph.SECRET);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void onlyReadsWhenAccessIsReadOnly(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type, "management.endpoint.musubito.access=read-only")) {
			assertThat(server.get(NODE).statusCode()).isEqualTo(200);
			assertThat(server.post(NODE, "{\"action\": \"invalidate\"}").statusCode()).isEqualTo(405);
			assertThat(server.delete(NODE).statusCode()).isEqualTo(405);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void isGoneWithoutAccess(WebApplicationType type) {
		try (EndpointServer server = EndpointServer.start(type, "management.endpoint.musubito.access=none")) {
			assertThat(server.get("").statusCode()).isEqualTo(404);
			assertThat(server.get(NODE).statusCode()).isEqualTo(404);
		}
	}

}
