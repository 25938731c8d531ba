package io.musubito.actuate;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.RunStatus;
import io.musubito.quota.ModelLimits;
import io.musubito.run.RunResumer;
import io.musubito.run.RunTracker;
import io.musubito.step.StepDefinitions;
import io.musubito.store.ClaimStore;
import io.musubito.store.LineageQueries;
import io.musubito.store.NodeStore;
import io.musubito.store.Retention;
import io.musubito.store.StoreTransfer;
import io.musubito.testing.Engine;
import io.musubito.usage.Prices;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What the endpoint answers when the store is only read.
 */
class ReadOnlyEndpointTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private MusubitoEndpoint endpoint;

	private String nodeId;

	private String runId;

	@BeforeEach
	void record() {
		try (ConfigurableApplicationContext writing = Engine.in(this.directory).start(Application.class)) {
			Issues.failing = true;
			assertThatIllegalStateException().isThrownBy(() -> writing.getBean(Issues.class).issue());
			this.runId = writing.getBean(MusubitoRuns.class).recent(1).get(0).runId();
			this.nodeId = writing.getBean(MusubitoLineage.class)
				.graph(GraphQuery.operation("draft"))
				.nodes()
				.get(0)
				.nodeId();
			Issues.failing = false;
		}
		this.context = Engine.in(this.directory).start(Application.class, "musubito.store.access=read-only");
		this.endpoint = new MusubitoEndpoint(ReplayMode.REPLAY, this.context.getBean(StepDefinitions.class),
				this.context.getBean(MusubitoLineage.class), this.context.getBean(MusubitoRuns.class),
				this.context.getBean(RunResumer.class), this.context.getBean(RunTracker.class),
				this.context.getBean(LineageQueries.class), this.context.getBean(NodeStore.class),
				this.context.getBean(ClaimStore.class), Prices.NONE, ModelLimits.NONE,
				this.context.getBean(Retention.class), this.context.getBean(StoreTransfer.class),
				new EndpointSettings(null, "musubito", true, Show.NEVER, Set.of()));
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void readsAndForesees() {
		assertThat(EndpointReads.json(this.endpoint, "nodes", this.nodeId).getStatus()).isEqualTo(200);
		assertThat(EndpointReads.json(this.endpoint, "runs", this.runId, "plan").getStatus()).isEqualTo(200);
		assertThat(this.endpoint.retain("30d", "true").getStatus()).isEqualTo(200);
	}

	@Test
	void refusesWhateverWouldChangeTheStore() {
		List<Callable<WebEndpointResponse<Object>>> changes = List.of(
				() -> write("invalidate", null, null, "nodes", this.nodeId),
				() -> write("erase", null, null, "nodes", this.nodeId),
				() -> this.endpoint.delete("nodes", this.nodeId), () -> this.endpoint.retain("0d", null),
				() -> write("resume", "draft", "\"mine\"", "runs", this.runId));
		for (Callable<WebEndpointResponse<Object>> change : changes) {
			assertRefused(change);
		}
	}

	private static void assertRefused(Callable<WebEndpointResponse<Object>> change) {
		try {
			WebEndpointResponse<Object> answer = change.call();
			assertThat(answer.getStatus()).isEqualTo(405);
			assertThat(((MusubitoEndpoint.Refusal) answer.getBody()).error())
				.contains("is only read here (musubito.store.access is read-only)")
				.contains("Do it in an application that writes the store");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void resumesARunThatIsNotRecorded() {
		WebEndpointResponse<Object> resumed = write("resume", null, null, "runs", this.runId);
		assertThat(resumed.getStatus()).isEqualTo(200);
		String newRun = ((RunDescriptor) resumed.getBody()).runId();
		Awaitility.await()
			.until(() -> this.context.getBean(MusubitoRuns.class)
				.find(newRun)
				.orElseThrow()
				.status() == RunStatus.SUCCESS);
		assertThat(this.context.getBean(MusubitoRuns.class).recent(5)).hasSize(1);
	}

	private WebEndpointResponse<Object> write(String action, @Nullable String override, @Nullable String value,
			String... path) {
		return this.endpoint.write(SecurityContext.NONE, action, null, value, null, override, path);
	}

	static class Writer {

		@MusubitoStep(name = "draft")
		String draft() {
			return "draft";
		}

	}

	static class Issues {

		private static volatile boolean failing;

		private final Writer writer;

		Issues(Writer writer) {
			this.writer = writer;
		}

		@MusubitoPipeline("issue")
		String issue() {
			String draft = this.writer.draft();
			if (failing) {
				throw new IllegalStateException("no issue");
			}
			return draft;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer() {
			return new Writer();
		}

		@Bean
		Issues issues(Writer writer) {
			return new Issues(writer);
		}

	}

}
