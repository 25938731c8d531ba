package io.musubito.actuate;

import java.nio.file.Path;
import java.util.List;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.RunStatus;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run is submitted over the endpoint.
 */
class SubmitEndpointTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private MusubitoEndpoint endpoint;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.endpoint = TestEndpoint.of(this.context);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aRunIsSubmitted() {
		WebEndpointResponse<Object> answer = submit("order", "[\"tea\", 2, [\"milk\"]]");
		assertThat(answer.getStatus()).isEqualTo(200);
		String runId = ((RunDescriptor) answer.getBody()).runId();
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		Awaitility.await().until(() -> runs.find(runId).filter((run) -> run.status() == RunStatus.SUCCESS).isPresent());
		assertThat(Shop.ordered).isEqualTo("2 tea [milk]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			order   | ["tea"]            | can't be called with 1 argument
			order   | ["tea", 2, "milk"] | the arguments are no JSON array of (java.lang.String what, int
			order   | {"what": "tea"}    | the arguments are no JSON array of (java.lang.String what, int
			order   | tea                | the arguments are no JSON array of (java.lang.String what, int
			order   |                    | 'arguments' is missing
			        | []                 | 'pipeline' is missing
			ordr    | []                 | Did you mean 'order'?
			private | []                 | @MusubitoPipeline(submittable = true)
			""")
	void whatCannotBeSubmittedIsRefused(@Nullable String pipeline, @Nullable String arguments, String reason) {
		WebEndpointResponse<Object> answer = submit(pipeline, arguments);
		assertThat(answer.getStatus()).isEqualTo(400);
		assertThat(((MusubitoEndpoint.Refusal) answer.getBody()).error()).contains(reason);
		assertThat(this.context.getBean(MusubitoRuns.class).recent(10)).isEmpty();
	}

	private WebEndpointResponse<Object> submit(@Nullable String pipeline, @Nullable String arguments) {
		return this.endpoint.write(SecurityContext.NONE, null, null, null, null, null, pipeline, arguments, "runs");
	}

	static class Shop {

		static volatile String ordered = "";

		@MusubitoPipeline(value = "order", submittable = true)
		String order(String what, int number, List<String> with) {
			ordered = number + " " + what + " " + with;
			return ordered;
		}

		@MusubitoPipeline("private")
		String withheld() {
			return "withheld";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Shop shop() {
			return new Shop();
		}

	}

}
