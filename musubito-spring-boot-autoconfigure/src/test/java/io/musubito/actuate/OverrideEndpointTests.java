package io.musubito.actuate;

import java.nio.file.Path;
import java.security.Principal;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A result is given by hand over the endpoint.
 */
class OverrideEndpointTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private MusubitoEndpoint endpoint;

	private MusubitoRuns runs;

	private String origin;

	@BeforeEach
	void answer() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
		this.endpoint = TestEndpoint.of(this.context);
		this.context.getBean(Desk.class).answer("q");
		this.origin = this.runs.recent(1).get(0).runId();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void theRunGoesOnWithItAndSaysWho() {
		RunDescriptor started = (RunDescriptor) resume(null, "draft", "{\"text\": \"mended\"}").getBody();
		RunView mended = ended(started.runId());
		assertThat(mended.steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.MANUAL, StepOutcome.EXECUTED);
		StepDescriptor draft = RunDescriptor.withSteps(mended, false, null).steps().get(0);
		assertThat(draft.cached()).isFalse();
		assertThat(draft.manual().by()).isEqualTo("ada");
		NodeDetailsDescriptor node = (NodeDetailsDescriptor) read("nodes", draft.nodeId()).getBody();
		assertThat(node.node().status()).isEqualTo(NodeStatus.MANUAL);
		assertThat(node.node().manual().by()).isEqualTo("ada");
		assertThat(
				(String) EndpointReads.read(this.endpoint, EndpointFormat.MERMAID, started.runId(), "graph").getBody())
			.contains("MANUAL by ada", ":::manual");
		assertThat((String) EndpointReads.read(this.endpoint, EndpointFormat.DOT, started.runId(), "graph").getBody())
			.contains("MANUAL by ada");
	}

	@Test
	void goesTogetherWithFrom() {
		RunDescriptor started = (RunDescriptor) resume("format", "draft", "{\"text\": \"draft q\"}").getBody();
		assertThat(ended(started.runId()).steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.MANUAL, StepOutcome.EXECUTED);
	}

	@Test
	void whatMakesNoSenseIsRefused() {
		assertThat(error(resume(null, "draft", null))).contains("'value' is missing");
		assertThat(error(resume(null, null, "1"))).contains("'override' is missing");
		assertThat(error(resume(null, "draft", "{}"))).contains("none that its method could have returned");
		assertThat(error(resume(null, "draft", "nothing"))).contains("none that its method could have returned");
		assertThat(error(resume(null, "missing", "1"))).contains("It has draft, format");
		assertThat(error(resume("draft", "draft", "{\"text\": \"a\"}"))).contains("Say one of both");
		assertThat(this.runs.recent(5)).hasSize(1);
	}

	private RunView ended(String runId) {
		Awaitility.await().until(() -> this.runs.find(runId).orElseThrow().status() != RunStatus.RUNNING);
		return this.runs.find(runId).orElseThrow();
	}

	private WebEndpointResponse<Object> resume(@Nullable String from, @Nullable String override,
			@Nullable String value) {
		return this.endpoint.write(new Ada(), "resume", null, value, from, override, null, null, "runs", this.origin);
	}

	private WebEndpointResponse<Object> read(String... path) {
		return EndpointReads.json(this.endpoint, path);
	}

	private static String error(WebEndpointResponse<Object> response) {
		assertThat(response.getStatus()).isEqualTo(400);
		return ((MusubitoEndpoint.Refusal) response.getBody()).error();
	}

	static final class Ada implements SecurityContext {

		@Override
		public Principal getPrincipal() {
			return () -> "ada";
		}

		@Override
		public boolean isUserInRole(String role) {
			return false;
		}

	}

	record Draft(String text) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Desk desk(Steps steps) {
			return new Desk(steps);
		}

	}

	static class Desk {

		private final Steps steps;

		Desk(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("answer")
		String answer(String question) {
			return this.steps.format(this.steps.draft(question));
		}

	}

	static class Steps {

		@MusubitoStep(name = "draft")
		Draft draft(String question) {
			return new Draft("draft " + question);
		}

		@MusubitoStep(name = "format")
		String format(Draft draft) {
			return "format " + draft.text();
		}

	}

}
