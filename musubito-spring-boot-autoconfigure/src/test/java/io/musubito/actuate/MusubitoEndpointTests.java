package io.musubito.actuate;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.musubito.GraphQuery;
import io.musubito.GraphQuery.Direction;
import io.musubito.MusubitoLineage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MusubitoEndpoint} on each web stack and each kind of port.
 */
@ParameterizedClass
@MethodSource("servers")
class MusubitoEndpointTests {

	private static final Map<String, Integer> TOKENS = Map.of("input", 120, "output", 30, "cachedInput", 100);

	private static final List<Map<String, Object>> MODELS = List.of(Map.of("model", "gpt-5-mini", "calls", 2,
			"inputTokens", 120, "outputTokens", 30, "cachedInputTokens", 100));

	private static EndpointServer server;

	@Parameter(0)
	WebApplicationType type;

	@Parameter(1)
	String port;

	static Stream<Arguments> servers() {
		return Stream.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)
			.flatMap((type) -> Stream.of(Arguments.of(type, "app.port=same"),
					Arguments.of(type, "management.server.port=0")));
	}

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type, String port) {
		server = EndpointServer.start(type, port);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "*/*", "application/json", "application/vnd.spring-boot.actuator.v3+json",
			"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" })
	void answersWithJsonUnlessAskedOtherwise(String accept) {
		for (String path : List.of("", "/graph", "/runs", "/runs/" + RecordedGraph.RUN.runId(),
				"/nodes/" + RecordedGraph.DRAFT.nodeId())) {
			if (path.isEmpty() && accept != null && accept.startsWith("text/html")) {
				continue;
			}
			HttpResponse<String> response = server.get(path, accept);
			assertThat(response.statusCode()).as(path).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type").orElseThrow()).contains("json");
			assertThat(JsonPath.<Map<String, Object>>read(response.body(), "$")).isNotEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" })
	void leadsABrowserToThePage(String accept) {
		HttpResponse<String> start = server.get("", accept);
		assertThat(start.statusCode()).isEqualTo(200);
		assertThat(start.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(start.body()).contains("content=\"0; url=musubito/ui/index.html\"");
		HttpResponse<String> page = server.get("/ui/index.html", accept);
		assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(page.body()).contains("Content-Security-Policy", "script-src 'self'").doesNotContain("<script>");
		assertThat(server.get("?format=json", accept).body()).startsWith("{");
	}

	@ParameterizedTest
	@CsvSource({ "js/main.js,text/javascript;charset=UTF-8", "css/base.css,text/css;charset=UTF-8",
			"icon.svg,image/svg+xml" })
	void servesTheFilesOfThePage(String file, String type) {
		HttpResponse<String> response = server.get("/ui/" + file, "*/*");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains(type);
	}

	@Test
	void tellsThePageWhatTheCallerMayDo() {
		assertThat(JsonPath.<Map<String, Object>>read(server.get("/session").body(), "$"))
			.isEqualTo(Map.of("writable", true, "values", false, "showValues", "NEVER"));
	}

	@Test
	void writesMoneyWithAllItsDigits() {
		assertThat(server.get("/runs").body()).contains("\"costSpent\":0.0000675");
	}

	@Test
	void summarises() {
		String body = server.get("").body();
		assertThat(JsonPath.<String>read(body, "$.mode")).isEqualTo("REPLAY");
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.store")).containsOnly(Map.entry("type", "sqlite"),
				Map.entry("location", ".musubito/musubito.db"), Map.entry("namespace", "team"),
				Map.entry("sizeBytes", 4096), Map.entry("nodes", 3), Map.entry("artifacts", 3), Map.entry("edges", 1),
				Map.entry("runs", 2));
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.cache")).containsOnly(Map.entry("requests", 8),
				Map.entry("replayed", 4), Map.entry("executed", 3), Map.entry("failed", 1), Map.entry("hitRatio", 0.5),
				Map.entry("timeSavedMs", 2000), Map.entry("tokensSpent", 150), Map.entry("tokensSaved", 150));
	}

	@Test
	void listsStepsThatWereNeverCalledAndStepsThatAreGone() {
		List<Map<String, Object>> steps = JsonPath.read(server.get("").body(), "$.steps");
		assertThat(steps).extracting("operation").containsExactly("draft", "retired", "retrieve");
		assertThat(steps.get(0)).containsOnly(Map.entry("operation", "draft"), Map.entry("type", "STOCHASTIC"),
				Map.entry("ttl", "PT1H"), Map.entry("version", "v2"), Map.entry("replayed", 1),
				Map.entry("executed", 2), Map.entry("failed", 1), Map.entry("hitRatio", 0.25),
				Map.entry("nodes", Map.of("STALE", 1)), Map.entry("tokensSpent", 150), Map.entry("tokensSaved", 150));
		assertThat(steps.get(2)).containsOnlyKeys("operation", "type", "replayed", "executed", "failed", "hitRatio",
				"nodes", "tokensSpent", "tokensSaved");
	}

	@Test
	void showsTheGraph() {
		String body = server.get("/graph").body();
		assertThat(JsonPath.<Boolean>read(body, "$.truncated")).isFalse();
		assertThat(JsonPath.<List<?>>read(body, "$.edges")).isEqualTo(List
			.of(Map.of("from", RecordedGraph.RETRIEVE.nodeId(), "to", RecordedGraph.DRAFT.nodeId(), "kind", "DATA")));
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.nodes[1]")).containsOnly(
				Map.entry("nodeId", RecordedGraph.DRAFT.nodeId()), Map.entry("operation", "draft"),
				Map.entry("type", "STOCHASTIC"), Map.entry("status", "STALE"),
				Map.entry("producerNodeId", RecordedGraph.DRAFT.nodeId()),
				Map.entry("artifactId", RecordedGraph.DRAFT.artifactId()),
				Map.entry("executedAt", "2026-01-02T03:04:06.500Z"), Map.entry("expiresAt", "2026-01-02T04:04:06.500Z"),
				Map.entry("durationMs", 1500), Map.entry("tokens", TOKENS), Map.entry("cost", 0.0000675),
				Map.entry("models", MODELS));
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.nodes[0]")).doesNotContainKeys("expiresAt", "tokens",
				"cost", "models");
	}

	@Test
	void showsTheGraphWithWhatAPictureNeeds() {
		HttpResponse<String> picture = server.get("/graph?format=picture");
		assertThat(picture.headers().firstValue("Content-Type").orElseThrow())
			.startsWith("application/vnd.musubito.picture+json");
		assertThat(JsonPath.<Map<String, Object>>read(picture.body(), "$")).isEqualTo(Map.of("steps",
				List.of(Map.of("operation", "retrieve", "type", "DETERMINISTIC"),
						Map.of("operation", "draft", "type", "STOCHASTIC")),
				"nodes",
				List.of(Map.of("nodeId", RecordedGraph.RETRIEVE.nodeId(), "step", 0, "status", "SUCCESS",
						"executedAtMs", 1767323045000L, "durationMs", 12),
						Map.of("nodeId", RecordedGraph.DRAFT.nodeId(), "step", 1, "status", "STALE", "executedAtMs",
								1767323046500L, "durationMs", 1500, "tokens", 150)),
				"edges", List.of(0, 1), "calls", List.of(), "truncated", false));
		assertThat(server.get("/graph", "application/vnd.musubito.picture+json").body()).isEqualTo(picture.body());
		assertThat(JsonPath.<Boolean>read(server.get("/graph?format=picture&limit=1").body(), "$.truncated")).isTrue();
	}

	@Test
	void hasAPictureOfGraphsAlone() {
		assertThat(server.get("/graph?format=picture&run=" + "0".repeat(32)).statusCode()).isEqualTo(404);
		HttpResponse<String> runs = server.get("/runs?format=picture");
		assertThat(runs.statusCode()).isEqualTo(400);
		assertThat(runs.body()).contains("available as JSON only");
		assertThat(server.get("/runs", "application/vnd.musubito.picture+json").statusCode()).isEqualTo(406);
		assertThat(server.get("/graph", "application/*").headers().firstValue("Content-Type").orElseThrow())
			.contains("actuator.v3+json");
	}

	@Test
	void passesTheGraphQueryOn() {
		RecordedGraph.Nodes nodes = (RecordedGraph.Nodes) server.bean(MusubitoLineage.class);
		nodes.queries.clear();
		server.get("/graph");
		server.get("/graph?operation=draft&direction=up&depth=3&limit=7");
		server.get("/graph?run=" + RecordedGraph.RUN.runId() + "&direction=down&node=");
		server.get("/graph?node=" + RecordedGraph.DRAFT.nodeId() + "&direction=both&depth=0&limit=10000");
		assertThat(nodes.queries).containsExactly(GraphQuery.all(),
				GraphQuery.operation("draft").direction(Direction.UP).depth(3).limit(7),
				GraphQuery.run(RecordedGraph.RUN.runId()).direction(Direction.DOWN),
				GraphQuery.node(RecordedGraph.DRAFT.nodeId()).depth(0).limit(10_000));
	}

	@Test
	void drawsTheGraphForGraphvizAndMermaid() {
		HttpResponse<String> dot = server.get("/graph", "text/vnd.graphviz");
		assertThat(dot.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/vnd.graphviz");
		assertThat(dot.body()).startsWith("digraph musubito {").contains("\" -> \"");
		HttpResponse<String> mermaid = server.get("/graph?limit=1", "text/vnd.mermaid");
		assertThat(mermaid.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/vnd.mermaid");
		assertThat(mermaid.body()).startsWith("flowchart LR").contains("There is more");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "*/*", "application/json", "text/vnd.graphviz", "text/vnd.mermaid",
			"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" })
	void theParameterFormatGoesBeforeTheHeader(String accept) {
		HttpResponse<String> dot = server.get("/graph?format=dot", accept);
		assertThat(dot.statusCode()).isEqualTo(200);
		assertThat(dot.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/vnd.graphviz");
		assertThat(dot.body()).startsWith("digraph musubito {");
		HttpResponse<String> mermaid = server.get("/graph?format=MERMAID&limit=1", accept);
		assertThat(mermaid.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/vnd.mermaid");
		assertThat(mermaid.body()).startsWith("flowchart LR").contains("There is more");
		HttpResponse<String> json = server.get("/graph?format=json", accept);
		assertThat(json.headers().firstValue("Content-Type").orElseThrow()).contains("json");
		assertThat(JsonPath.<Map<String, Object>>read(json.body(), "$")).containsOnlyKeys("nodes", "edges",
				"truncated");
	}

	@Test
	void aBlankFormatCountsAsAbsent() {
		HttpResponse<String> dot = server.get("/graph?format=", "text/vnd.graphviz");
		assertThat(dot.body()).startsWith("digraph musubito {");
		assertThat(server.get("/runs?format=json").statusCode()).isEqualTo(200);
		assertThat(server.get("?format=json").statusCode()).isEqualTo(200);
		HttpResponse<String> version2 = server.get("/graph?format=json",
				"application/vnd.spring-boot.actuator.v2+json");
		assertThat(version2.headers().firstValue("Content-Type").orElseThrow()).contains("actuator.v2+json");
	}

	@Test
	void showsANodeWithoutItsValues() {
		String body = server.get("/nodes/" + RecordedGraph.DRAFT.nodeId()).body();
		assertThat(JsonPath.<Map<String, Object>>read(body, "$")).containsOnlyKeys("nodeId", "operation", "type",
				"status", "producerNodeId", "artifactId", "executedAt", "expiresAt", "durationMs", "tokens", "cost",
				"models", "upstream", "downstream", "why", "code", "components");
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.code")).isEqualTo(Map.of("fingerprint",
				RecordedGraph.CODE.fingerprint(), "current", true, "level", "REACHABLE", "parts", 2, "boundary",
				Map.of("external", List.of("org.springframework.ai.chat.client.ChatClient#prompt(java.lang.String)"),
						"unresolved", List.of(), "reflection", List.of(), "surroundings", List.of(), "state", List.of(),
						"advice", List.of())));
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.why")).isEqualTo(Map.of("reason", "INPUT_CHANGED",
				"changes", List.of(Map.of("component", "input.question")), "baselineNodeId", "e5".repeat(32)));
		assertThat(body).doesNotContain(RecordedGraph.SECRET);
	}

	@Test
	void listsRunsWithoutTheirSteps() {
		String body = server.get("/runs").body();
		assertThat(JsonPath.<List<?>>read(body, "$.runs"))
			.isEqualTo(List.of(
					Map.ofEntries(Map.entry("runId", RecordedGraph.RUN.runId()), Map.entry("pipeline", "answer"),
							Map.entry("kind", "PIPELINE"), Map.entry("status", "SUCCESS"),
							Map.entry("startedAt", "2026-01-02T03:04:05Z"),
							Map.entry("endedAt", "2026-01-02T03:04:08Z"),
							Map.entry("counts", Map.of("replayed", 1, "executed", 1, "failed", 0, "manual", 0)),
							Map.entry("timeSavedMs", 12),
							Map.entry("causes",
									List.of(Map.of("reason", "INPUT_CHANGED", "component", "input.question", "steps",
											1))),
							Map.entry("tokensSpent", 150), Map.entry("tokensSaved", 0),
							Map.entry("costSpent", 0.0000675)),
					Map.of("counts", Map.of("replayed", 0, "executed", 0, "failed", 0, "manual", 0), "timeSavedMs", 0,
							"causes", List.of(), "runId", RecordedGraph.REQUEST.runId(), "pipeline", "POST /answers",
							"kind", "REQUEST", "status", "RUNNING", "startedAt", "2026-01-02T03:04:04Z", "tokensSpent",
							0, "tokensSaved", 0)));
		assertThat(JsonPath.<List<?>>read(server.get("/runs?limit=1").body(), "$.runs")).hasSize(1);
		assertThat(JsonPath.<List<String>>read(server.get("/runs?pipeline=POST%20/answers").body(), "$.runs[*].runId"))
			.containsExactly(RecordedGraph.REQUEST.runId());
	}

	@Test
	void showsWhatStepsDidOverTime() {
		String body = server.get("/metrics").body();
		assertThat(JsonPath.<Map<String, Object>>read(body, "$")).containsOnlyKeys("from", "to", "bucketMs", "buckets",
				"causes", "steps", "store");
		assertThat(JsonPath.<Integer>read(body, "$.bucketMs")).isEqualTo(3_600_000);
		assertThat(JsonPath.<List<?>>read(body, "$.buckets")).isEqualTo(List.of(Map.of("at", "2026-01-02T00:00:00Z",
				"replayed", 1, "executed", 2, "failed", 3, "timeSavedMs", 1500, "tokensSpent", 150, "tokensSaved", 0)));
		assertThat(JsonPath.<List<?>>read(body, "$.causes"))
			.isEqualTo(List.of(Map.of("reason", "EXPIRED", "steps", 2)));
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.store"))
			.isEqualTo(Map.of("sizeBytes", 4096, "nodes", 3, "artifacts", 3, "artifactBytes", 100, "unused",
					List.of(Map.of("days", 7, "nodes", 2, "artifactBytes", 90))));
		assertThat(JsonPath.<Integer>read(server.get("/metrics?period=7d").body(), "$.bucketMs")).isEqualTo(21_600_000);
		assertThat(JsonPath.<Integer>read(server.get("/metrics?period=30d").body(), "$.bucketMs"))
			.isEqualTo(86_400_000);
	}

	@Test
	void namesTheDearestStepFirst() {
		List<Map<String, Object>> steps = JsonPath.read(server.get("/metrics").body(), "$.steps");
		assertThat(steps).extracting("operation").containsExactly("draft", "cheap");
		assertThat(steps.get(0)).containsOnly(Map.entry("operation", "draft"), Map.entry("type", "STOCHASTIC"),
				Map.entry("replayed", 1), Map.entry("executed", 2), Map.entry("failed", 3), Map.entry("durationMs", 4),
				Map.entry("timeSavedMs", 1500), Map.entry("tokensSpent", 150), Map.entry("tokensSaved", 0));
		assertThat(steps.get(1)).doesNotContainKey("type");
	}

	@Test
	void showsARunWithItsJournal() {
		String body = server.get("/runs/" + RecordedGraph.RUN.runId()).body();
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.steps[0]")).containsOnly(Map.entry("sequence", 1),
				Map.entry("operation", "retrieve"), Map.entry("nodeId", RecordedGraph.RETRIEVE.nodeId()),
				Map.entry("outcome", "REPLAYED"), Map.entry("cached", true), Map.entry("durationMs", 1),
				Map.entry("savedMs", 12));
		assertThat(JsonPath.<Map<String, Object>>read(body, "$.steps[1]")).contains(Map.entry("tokens", TOKENS),
				Map.entry("cost", 0.0000675), Map.entry("models", MODELS));
		assertThat(JsonPath.<String>read(body, "$.steps[1].reason")).isEqualTo("INPUT_CHANGED");
		assertThat(JsonPath.<String>read(body, "$.steps[1].why.changes[0].component")).isEqualTo("input.question");
		assertThat(body).doesNotContain(RecordedGraph.SECRET);
	}

	@Test
	void invalidates() {
		HttpResponse<String> response = server.post("/nodes/" + RecordedGraph.DRAFT.nodeId(),
				"{\"action\": \"invalidate\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<Map<String, Object>>read(response.body(), "$")).isEqualTo(Map.of("invalidated", 2));
	}

	@Test
	void comparesTwoRunsWithoutValues() {
		String run = RecordedGraph.RUN.runId();
		HttpResponse<String> response = server.get("/runs/" + run + "/diff/" + run);
		assertThat(response.statusCode()).isEqualTo(200);
		String body = response.body();
		assertThat(body).doesNotContain(RecordedGraph.SECRET, "polite");
		assertThat(JsonPath.<String>read(body, "$.before.runId")).isEqualTo(run);
		assertThat(JsonPath.<Integer>read(body, "$.after.durationMs")).isEqualTo(3000);
		assertThat(JsonPath.<Integer>read(body, "$.tokens")).isZero();
		assertThat(JsonPath.<Map<String, String>>read(body, "$.causes[0].change")).isEqualTo(
				Map.of("component", "property spring.ai.openai.chat.model", "before", "gpt-4o", "after", "gpt-5"));
		assertThat(JsonPath.<Map<String, String>>read(body, "$.causes[1].change"))
			.isEqualTo(Map.of("component", "input.question"));
		assertThat(JsonPath.<String>read(body, "$.steps[0].difference")).isEqualTo("OUTPUT_CHANGED");
		assertThat(JsonPath.<Map<String, String>>read(body, "$.steps[0].output"))
			.isEqualTo(Map.of("beforeArtifactId", "c1".repeat(32), "afterArtifactId", "c2".repeat(32)));
		assertThat(server.get("/runs/" + run + "/diff/0000").body()).contains("There is no run '0000'");
		assertThat(server.get("/runs/" + run + "/diff/0000").statusCode()).isEqualTo(404);
		String other = "/runs/" + run + "/diff/" + RecordedGraph.REQUEST.runId();
		assertThat(server.get(other).statusCode()).isEqualTo(400);
		assertThat(server.get(other).body()).contains("only runs of one pipeline");
		assertThat(server.get("/runs/" + run + "/diff").body()).contains("the run to compare with is missing");
	}

	@Test
	void refusesAFormatOfTheSummary() {
		HttpResponse<String> response = server.get("?format=mermaid");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("'format' must be json, since the summary is available as JSON only");
		assertThat(server.get("?format=svg").body())
			.contains("'format' must be json, picture, mermaid or dot, but is 'svg'");
	}

	@Test
	void deletesANodeAsACacheIsEvicted() {
		HttpResponse<String> response = server.delete("/nodes/" + RecordedGraph.DRAFT.nodeId());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<Map<String, Object>>read(response.body(), "$")).isEqualTo(Map.of("invalidated", 2));
		for (String unknown : List.of("/nodes/0000", "/nodes", "/nothing", "/steps/draft")) {
			assertThat(server.delete(unknown).statusCode()).as(unknown).isEqualTo(404);
		}
		for (String kept : List.of("/graph", "/runs", "/runs/" + RecordedGraph.RUN.runId(), "/store")) {
			assertThat(server.delete(kept).statusCode()).as(kept).isEqualTo(405);
		}
		assertThat(server.delete("/runs").body()).contains("can't be deleted", "nodes/<id>");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/nodes/0000", "/runs/0000", "/graph?node=0000", "/graph?run=0000", "/graph?operation=none",
					"/nodes", "/nodes/a/b", "/runs/a/plans", "/graph/x", "/ui", "/ui/js", "/ui/none.js",
					"/ui/THIRD-PARTY.txt", "/ui/js/..index.html", "/session/x", "/nodes/..%2e", "/nodes/%3Cscript%3E" })
	void doesNotFindWhatIsNotThere(String path) {
		HttpResponse<String> response = server.get(path);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(JsonPath.<String>read(response.body(), "$.error")).startsWith("There is no ");
	}

	static Stream<Arguments> refusesBadArgumentsWithTheReason() {
		return Stream.of(Arguments.of("/graph?depth=x", "'depth' must be a whole number from 0, but is 'x'"),
				Arguments.of("/graph?depth=-1", "'depth' must be a whole number from 0, but is '-1'"),
				Arguments.of("/graph?depth=99999999999", "'depth' must be a whole number from 0, but is '99999999999'"),
				Arguments.of("/graph?limit=0", "'limit' must be a whole number from 1 to 10000, but is '0'"),
				Arguments.of("/graph?limit=10001", "'limit' must be a whole number from 1 to 10000, but is '10001'"),
				Arguments.of("/graph?limit=1&limit=2", "'limit' must be a whole number from 1 to 10000, but is '1,2'"),
				Arguments.of("/graph?direction=left", "'direction' must be up, down or both, but is 'left'"),
				Arguments.of("/metrics?period=1y", "'period' must be one of 24h, 7d, 30d, but is '1y'"),
				Arguments.of("/graph?format=svg", "'format' must be json, picture, mermaid or dot, but is 'svg'"),
				Arguments.of("/graph?format=dot&format=json",
						"'format' must be json, picture, mermaid or dot, but is 'dot,json'"),
				Arguments.of("/runs?format=yaml", "'format' must be json, picture, mermaid or dot, but is 'yaml'"),
				Arguments.of("/runs?format=dot",
						"'format' must be json, since the resource 'runs' is available as JSON only, but is 'dot'. "
								+ "The graph is available as json, picture, mermaid or dot"),
				Arguments.of("/graph?node=a&run=b",
						"'run', 'node' and 'operation' exclude each other: each selects where the graph starts"),
				Arguments.of("/runs?limit=many", "'limit' must be a whole number from 1 to 10000, but is 'many'"));
	}

	@ParameterizedTest
	@MethodSource
	void refusesBadArgumentsWithTheReason(String path, String reason) {
		for (String accept : List.of("*/*", "application/json", "text/vnd.graphviz")) {
			HttpResponse<String> response = server.get(path, accept);
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(JsonPath.<Map<String, Object>>read(response.body(), "$")).isEqualTo(Map.of("error", reason));
		}
	}

	@Test
	void refusesUnknownActionsWithTheReason() {
		String node = "/nodes/" + RecordedGraph.DRAFT.nodeId();
		HttpResponse<String> unknown = server.post(node, "{\"action\": \"destroy\"}");
		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<String>read(unknown.body(), "$.error"))
			.isEqualTo("'action' must be invalidate, erase or resolve, but is 'destroy'");
		assertThat(server.post(node, "{}").statusCode()).isEqualTo(400);
		assertThat(server.post(node, "{").statusCode()).isEqualTo(400);
		assertThat(server.post(node, "[]").statusCode()).isEqualTo(400);
		assertThat(server.post(node, "{\"action\": {\"a\": 1}}").statusCode()).isEqualTo(400);
		assertThat(server.post("/nodes/0000", "{\"action\": \"invalidate\"}").statusCode()).isEqualTo(404);
		assertThat(server.post("/nothing", "{\"action\": \"invalidate\"}").statusCode()).isEqualTo(404);
		assertThat(server.post("/runs", "{\"action\": \"invalidate\"}").statusCode()).isEqualTo(400);
		assertThat(server.post("/graph", "{\"action\": \"invalidate\"}").statusCode()).isEqualTo(405);
		assertThat(server.post("", "{\"action\": \"invalidate\"}").statusCode()).isEqualTo(405);
	}

	@Test
	void offersJsonOnlyWhereThereIsNothingToDraw() {
		assertThat(server.get("/runs", "text/vnd.graphviz").statusCode()).isEqualTo(406);
		assertThat(server.get("", "text/vnd.mermaid").statusCode()).isEqualTo(406);
		assertThat(server.get("/graph", "text/html").statusCode()).isEqualTo(406);
		assertThat(server.get("/runs", "text/html").statusCode()).isEqualTo(406);
		assertThat(server.get("/graph", "application/xml").statusCode()).isEqualTo(406);
	}

	@Test
	void saysThatTheStoreIsUnavailableButNotItsMessage() {
		HttpResponse<String> response = server.get("/nodes/broken");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.body()).contains("error").doesNotContain(RecordedGraph.SECRET);
	}

}
