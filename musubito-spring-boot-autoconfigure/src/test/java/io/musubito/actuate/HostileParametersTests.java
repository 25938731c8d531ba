package io.musubito.actuate;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.NodeView;
import io.musubito.testing.CanaryApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is in a parameter, or in what is stored, it is an answer or a refusal, and
 * never executed, nor an error of the server.
 */
@Tag("slow")
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class HostileParametersTests {

	private static final List<String> CORPUS = List.of("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
			"';alert(1)//", "</script><svg/onload=alert(1)>", "javascript:alert(1)", "' OR '1'='1",
			"1; DROP TABLE musubito_node;--", "\" UNION SELECT payload FROM musubito_artifact--",
			"../../../../etc/passwd", "..\\..\\windows\\win.ini", "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
			"file:///etc/passwd", "a\r\nSet-Cookie: x=y\r\n\r\n<script>", "nul\0byte", "\ud800", "\u202egpj.exe",
			"${jndi:ldap://localhost/a}", "#{T(java.lang.Runtime)}", "{{7*7}}", "x".repeat(5_000), "-1",
			"9999999999999999999999", "1e999", "NaN", "", " ", "null", "[]", "{\"a\":1}");

	// One of so many, by default; a prime, so that all values meet all parameters
	private static final int SHARE = Integer.getInteger("musubito.test.hostile-share", 7);

	private static final List<String> PATHS = List.of("", "/graph", "/metrics", "/runs", "/export", "/session",
			"/store", "/nodes/{}", "/nodes/{}/diff/{}", "/nodes/{}/provenance", "/nodes/{}/invalidation", "/runs/{}",
			"/runs/{}/plan", "/runs/{}/report", "/runs/{}/diff/{}", "/ui/{}", "/{}");

	// What is text has no '<' of its own
	private static final Pattern ACTIVE = Pattern.compile("<script(?![^>]*src=\"[\\w/.-]+\")|<img|<svg/|<iframe",
			Pattern.CASE_INSENSITIVE);

	@TempDir
	static Path directory;

	private static EngineServer server;

	private static String run;

	private static List<NodeView> nodes;

	@BeforeAll
	static void record() {
		server = EngineServer.start(directory, List.of(), "management.endpoint.musubito.show-values=always",
				"server.max-http-request-header-size=128KB");
		CanaryApplication.FAILING.set(false);
		Musubito musubito = server.bean(Musubito.class);
		CanaryApplication.Steps steps = server.bean(CanaryApplication.Steps.class);
		for (String hostile : CORPUS) {
			if (!hostile.isBlank()) {
				musubito.pipeline(hostile, () -> {
					steps.retrieve(hostile);
					return steps.check(new CanaryApplication.Passage(hostile), hostile);
				});
			}
		}
		run = server.bean(MusubitoRuns.class).recent(1).get(0).runId();
		nodes = server.bean(MusubitoLineage.class).graph(GraphQuery.all()).nodes();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private static void verify(String request, HttpResponse<String> response) {
		assertThat(response.statusCode()).as(request).isIn(200, 400, 403, 404, 405, 415);
		assertThat(response.headers().firstValue("Set-Cookie")).as(request).isEmpty();
		String type = response.headers().firstValue("Content-Type").orElse("");
		if (type.startsWith("text/html") && !request.contains("/ui/")) {
			assertThat(ACTIVE.matcher(response.body()).find()).as(request).isFalse();
		}
		if (response.statusCode() == 200 && type.contains("json") && !type.contains("ndjson")) {
			assertThat(JsonMapper.shared().readTree(response.body())).as(request).isNotNull();
		}
	}

	@Test
	void eachParameterOfEachReadIsAnsweredOrRefused(CapturedOutput output) {
		List<String> parameters = parameters("read");
		assertThat(parameters).hasSize(11);
		int turn = 0;
		for (String path : PATHS) {
			for (String parameter : parameters) {
				for (String hostile : CORPUS) {
					if (turn++ % SHARE == 0) {
						String request = path.replace("{}", run) + "?" + parameter + "=" + encoded(hostile);
						verify(request, server.get(request));
					}
				}
			}
		}
		assertThat(output).doesNotContain("Servlet.service()", "Exception");
	}

	@Test
	void eachPlaceInAPathIsAnsweredOrRefused(CapturedOutput output) {
		for (String path : PATHS) {
			for (String hostile : CORPUS) {
				if (path.contains("{}")) {
					String request = path.replace("{}", encoded(hostile));
					verify(request, server.get(request));
					verify(request, server.send("DELETE", request, null, null, (builder) -> {
					}));
				}
			}
		}
		assertThat(output).doesNotContain("Servlet.service()");
	}

	@Test
	void eachFieldOfEachWriteIsAnsweredOrRefused(CapturedOutput output) {
		List<String> fields = parameters("write");
		int turn = 0;
		assertThat(fields).contains("action", "happened", "value", "pipeline", "arguments", "from", "override");
		for (String path : List.of("/nodes/" + "0".repeat(64), "/nodes/" + nodes.get(0).nodeId(), "/runs/" + run,
				"/runs/none", "/runs", "/store")) {
			for (String action : List.of("resolve", "resume", "invalidate-not", "backup-not")) {
				for (String field : fields) {
					for (String hostile : CORPUS) {
						if (turn++ % SHARE != 0) {
							continue;
						}
						String json = "{\"action\":\"" + action + "\"," + JsonMapper.shared().writeValueAsString(field)
								+ ":" + JsonMapper.shared().writeValueAsString(hostile) + "}";
						verify(path + json, server.send("POST", path, null, json, (builder) -> {
						}));
					}
				}
			}
		}
		assertThat(output).doesNotContain("Servlet.service()");
	}

	@Test
	void whatIsStoredIsTextInEachRepresentation() {
		for (var recent : server.bean(MusubitoRuns.class).recent(100)) {
			HttpResponse<String> report = server.get("/runs/" + recent.runId() + "/report");
			assertThat(report.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
			verify("report", report);
			assertThat(report.body().toLowerCase(Locale.ROOT)).doesNotContain("<script");
			for (String hostile : CORPUS) {
				if (hostile.contains("<")) {
					assertThat(report.body()).doesNotContain(hostile);
				}
			}
		}
		for (String format : List.of("mermaid", "dot")) {
			String graph = server.get("/graph?limit=1000&format=" + format).body();
			assertThat(graph).doesNotContain("<script>", "<img");
		}
		for (NodeView node : nodes) {
			verify("node", server.get("/nodes/" + node.nodeId()));
			verify("provenance", server.get("/nodes/" + node.nodeId() + "/provenance"));
		}
	}

	@Test
	void thePageLoadsAndRunsOnlyItsOwnFilesAndNotInAFrame() {
		assertThat(server.get("/ui/index.html").body()).contains("default-src 'none'; script-src 'self';")
			.doesNotContain("unsafe-inline", "unsafe-eval", "onload", "onclick");
		assertThat(server.get("/ui/js/main.js").body()).contains("window.top === window.self");
	}

	private static List<String> parameters(String operation) {
		List<String> names = new ArrayList<>();
		for (Method method : MusubitoEndpoint.class.getDeclaredMethods()) {
			if (method.getName().equals(operation)
					&& (operation.equals("read") || method.isAnnotationPresent(WriteOperation.class))) {
				Arrays.stream(method.getParameters())
					.filter((parameter) -> parameter.getType() == String.class)
					.map(Parameter::getName)
					.forEach(names::add);
			}
		}
		return names;
	}

}
