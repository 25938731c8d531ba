package io.musubito.actuate;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
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
 * Tests for {@code export} on each web stack.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class ExportEndpointTests {

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
	@ValueSource(strings = { "*/*", "application/x-ndjson", "text/html,application/xhtml+xml,*/*;q=0.8" })
	void answersWithLines(String accept) throws IOException {
		Set<Path> before = temporaryFiles();
		HttpResponse<String> response = open.get("/export", accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-ndjson");
		List<String> lines = response.body().lines().toList();
		assertThat(lines.get(0)).startsWith("{\"record\":\"export\",\"format\":1").contains("\"scope\":\"store\"");
		assertThat(lines.get(lines.size() - 1)).startsWith("{\"record\":\"end\",\"records\":" + (lines.size() - 2));
		assertThat(response.body()).contains(RecordedGraph.SECRET);
		// It is deleted when the last of it is sent
		Awaitility.await().untilAsserted(() -> assertThat(before).containsAll(temporaryFiles()));
	}

	private static Set<Path> temporaryFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> file.getFileName().toString().startsWith("musubito-export"))
				.collect(Collectors.toSet());
		}
	}

	@Test
	void selectsARunOrAnOperation() {
		HttpResponse<String> run = open.get("/export?run=" + RecordedGraph.RUN.runId());
		assertThat(run.statusCode()).isEqualTo(200);
		assertThat(run.body()).contains("\"scope\":\"run\",\"name\":\"" + RecordedGraph.RUN.runId());
		HttpResponse<String> operation = open.get("/export?operation=draft&format=jsonl", "application/json");
		assertThat(operation.statusCode()).isEqualTo(200);
		assertThat(operation.body()).contains("\"scope\":\"operation\",\"name\":\"draft\"");
	}

	@Test
	void refusesWhereValuesAreNotShown() {
		HttpResponse<String> response = server.get("/export");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).contains("management.endpoint.musubito.show-values")
			.doesNotContain(RecordedGraph.SECRET);
		assertThat(server.get("/export?run=nope").statusCode()).isEqualTo(403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "run=nope", "operation=nope", "run=%27%20OR%201=1--", "run=%F0%9F%90%9D" })
	void whatIsNotThereIsNotFound(String query) {
		HttpResponse<String> response = open.get("/export?" + query);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("There is no ").doesNotContain("Exception");
	}

	@ParameterizedTest
	@ValueSource(strings = { "run=a&operation=b", "node=a", "depth=1", "limit=5", "format=json", "period=7d" })
	void refusesWhatMakesNoSense(String query) {
		assertThat(open.get("/export?" + query).statusCode()).isEqualTo(400);
	}

	@Test
	void canOnlyBeRead() {
		assertThat(open.get("/export", "text/vnd.mermaid").statusCode()).isEqualTo(406);
		assertThat(open.post("/export", "{\"action\": \"import\"}").statusCode()).isEqualTo(405);
		assertThat(open.delete("/export").statusCode()).isEqualTo(405);
		assertThat(open.get("/export/more").statusCode()).isEqualTo(404);
	}

}
