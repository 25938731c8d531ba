package io.musubito.actuate;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.musubito.EffectInDoubtException;
import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.NodeView;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.testing.CanaryApplication;
import io.musubito.testing.CanaryApplication.Desk;
import io.musubito.testing.CanaryApplication.Steps;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * An application does all that it can, and no argument, result, property or message of an
 * exception is in anything that others see, unless that is allowed.
 */
@Tag("slow")
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class PrivateValuesTests {

	@TempDir
	Path directory;

	@Test
	void nothingPrivateIsInWhatOthersSee(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		List<String> threads = new ArrayList<>();
		try (EngineServer server = EngineServer.start(this.directory, List.of(Meters.class),
				"logging.level.io.musubito=trace")) {
			logging.setLogLevel("io.musubito", LogLevel.TRACE);
			drive(server);
			Thread.getAllStackTraces().keySet().forEach((thread) -> threads.add(thread.getName()));
			verifyMeters(server);
			verifyEndpoint(server);
		}
		finally {
			logging.setLogLevel("io.musubito", null);
		}
		assertThat(threads).noneMatch((name) -> name.contains(CanaryApplication.CANARY));
		assertThat(output.getAll().lines().filter((line) -> line.contains(CanaryApplication.CANARY))).isEmpty();
		assertThat(output).as("that it was logged at all").contains("retrieve");
	}

	private void drive(EngineServer server) {
		Steps steps = server.bean(Steps.class);
		Desk desk = server.bean(Desk.class);
		MusubitoRuns runs = server.bean(MusubitoRuns.class);
		CanaryApplication.FAILING.set(false);
		desk.issue(CanaryApplication.ARGUMENT);
		desk.issue(CanaryApplication.ARGUMENT);
		desk.issue(CanaryApplication.ARGUMENT + "Changed");
		CanaryApplication.FAILING.set(true);
		assertThatIllegalStateException().isThrownBy(() -> desk.issue(CanaryApplication.ARGUMENT + "Failing"));
		RunView failed = runs.recent(1).get(0);
		CanaryApplication.FAILING.set(false);
		String resumed = runs.resume(failed.runId()).runId();
		Awaitility.await().until(() -> runs.find(resumed).orElseThrow().status() == RunStatus.SUCCESS);
		String receiver = "nobody " + CanaryApplication.ARGUMENT;
		assertThatIllegalStateException().isThrownBy(() -> steps.send(receiver));
		EffectInDoubtException doubt = catchThrowableOfType(EffectInDoubtException.class, () -> steps.send(receiver));
		// Says what the last attempt threw: without it nobody can tell what happened
		assertThat(doubt.getMessage()).doesNotContain(CanaryApplication.ARGUMENT + "x");
		ReplayMissException miss = catchThrowableOfType(ReplayMissException.class, () -> server.bean(Musubito.class)
			.withMode(ReplayMode.REPLAY_ONLY, () -> steps.retrieve(CanaryApplication.ARGUMENT + "Missing")));
		assertThat(miss.getMessage()).doesNotContain(CanaryApplication.CANARY);
		server.bean(MusubitoLineage.class).invalidate(node(server, "retrieve").nodeId());
		desk.issue(CanaryApplication.ARGUMENT);
		server.bean(MusubitoLineage.class).erase(node(server, "rate").nodeId());
	}

	private static NodeView node(EngineServer server, String operation) {
		return server.bean(MusubitoLineage.class)
			.graph(GraphQuery.operation(operation))
			.nodes()
			.stream()
			.filter((node) -> node.operation().equals(operation))
			.findFirst()
			.orElseThrow();
	}

	private static void verifyMeters(EngineServer server) {
		assertThat(server.bean(MeterRegistry.class).getMeters()).isNotEmpty()
			.noneMatch((meter) -> meter.getId().toString().contains(CanaryApplication.CANARY));
		assertThat(Meters.seen).isNotEmpty().noneMatch((text) -> text.contains(CanaryApplication.CANARY));
	}

	private static void verifyEndpoint(EngineServer server) {
		List<String> paths = new ArrayList<>(
				List.of("", "/graph?limit=1000", "/graph?format=mermaid", "/graph?format=dot", "/graph?format=picture",
						"/metrics?period=24h", "/runs", "/session", "/export", "/ui/"));
		List<RunView> runs = server.bean(MusubitoRuns.class).recent(100);
		for (RunView run : runs) {
			paths.addAll(List.of("/runs/" + run.runId(), "/runs/" + run.runId() + "/plan",
					"/runs/" + run.runId() + "/report",
					"/runs/" + run.runId() + "/diff/" + runs.get(runs.size() - 1).runId()));
		}
		List<NodeView> nodes = server.bean(MusubitoLineage.class).graph(GraphQuery.all()).nodes();
		for (NodeView node : nodes) {
			paths.addAll(List.of("/nodes/" + node.nodeId(), "/nodes/" + node.nodeId() + "/provenance",
					"/nodes/" + node.nodeId() + "/invalidation",
					"/nodes/" + node.nodeId() + "/diff/" + nodes.get(0).nodeId()));
		}
		for (String path : paths) {
			HttpResponse<String> response = server.get(path);
			assertThat(response.statusCode()).as(path).isIn(200, 400, 403, 404);
			assertThat(response.body()).as(path).doesNotContain(CanaryApplication.CANARY);
		}
		assertThat(server.get("/export").statusCode()).isEqualTo(403);
	}

	/**
	 * Sees all observations.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Meters {

		static final List<String> seen = new java.util.concurrent.CopyOnWriteArrayList<>();

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ObservationHandler<Observation.Context> observed() {
			return new ObservationHandler<>() {

				@Override
				public void onStop(Observation.Context context) {
					seen.add(context.getName() + " " + context.getContextualName());
					for (KeyValue value : context.getAllKeyValues()) {
						seen.add(value.getKey() + "=" + value.getValue());
					}
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			};
		}

	}

}
