package io.musubito.actuate;

import java.net.http.HttpResponse;

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
 * Tests for {@link ReportResource} on each web stack.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class ReportEndpointTests {

	private static final String REPORT = "/runs/" + RecordedGraph.RUN.runId() + "/report";

	private static EndpointServer server;

	private static EndpointServer open;

	@Parameter(0)
	WebApplicationType type;

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) {
		server = EndpointServer.start(type, "spring.application.name=writer");
		open = EndpointServer.start(type, "management.endpoint.musubito.show-values=always");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		server.close();
		open.close();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "*/*", "text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" })
	void answersWithAnHtmlFile(String accept) {
		HttpResponse<String> response = server.get(REPORT, accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("text/html;charset=UTF-8");
		assertThat(response.body()).startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
			.contains("answer", "retrieve", "draft", "writer")
			.endsWith("</html>\n");
	}

	@Test
	void showsValuesOnlyWhereTheyMayBeShown() {
		assertThat(server.get(REPORT).body()).doesNotContain(RecordedGraph.SECRET)
			.contains("management.endpoint.musubito.show-values", RecordedGraph.DRAFT.artifactId());
		assertThat(open.get(REPORT).body()).contains("&lt;script&gt;" + RecordedGraph.SECRET,
				"\"question\" : \"".replace("\"", "&quot;"));
	}

	@Test
	void showsARunThatHasNoSteps() {
		assertThat(server.get("/runs/" + RecordedGraph.REQUEST.runId() + "/report").body()).contains("POST /answers",
				"No step was called in this run.");
	}

	@Test
	void refusesWhatIsNotThereOrNotHtml() {
		HttpResponse<String> unknown = server.get("/runs/0000/report", "text/html");
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(unknown.body()).contains("There is no run '0000'");
		assertThat(server.get(REPORT, "application/json").statusCode()).isEqualTo(406);
		assertThat(server.get(REPORT + "?format=dot").statusCode()).isEqualTo(400);
		assertThat(server.get(REPORT + "?format=html").statusCode()).isEqualTo(200);
	}

}
