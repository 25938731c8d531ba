package io.musubito.execution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.store.LineageQueries;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results that arrive later, in the requests of real servers: Tomcat and Netty.
 */
@Tag("slow")
@Timeout(120)
class StreamingWebTests {

	@TempDir
	private Path folder;

	private ConfigurableApplicationContext context;

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void belongToTheRequestAndLeaveThreadsClean(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext started = start(type)) {
			this.context = started;
			Map<String, Integer> executed = started.getBean(Model.class).counts;
			for (String path : List.of("/flux", "/mono", "/future", "/async")) {
				String cold = get(path);
				assertThat(cold).contains("X").contains("Y");
				Map<String, Integer> once = Map.copyOf(executed);
				assertThat(get(path)).isEqualTo(cold);
				assertThat(executed).as("after the second " + path).isEqualTo(once);
				List<RunView> runs = awaitRuns(path);
				assertThat(runs).extracting(RunView::status).containsOnly(RunStatus.SUCCESS);
				assertThat(outcomes(runs.get(1))).containsOnly(StepOutcome.EXECUTED);
				assertThat(outcomes(runs.get(0))).hasSameSizeAs(outcomes(runs.get(1)))
					.containsOnly(StepOutcome.REPLAYED);
			}
			assertThat(executed).containsEntry("words", 1).containsEntry("shout", 2);
			assertThat(get("/nested")).isEqualTo("[A B]");
			assertThat(started.getBean(MusubitoLineage.class).graph(GraphQuery.operation("nested")).edges())
				.extracting(Edge::kind)
				.containsExactly(EdgeKind.CALL);
			for (int i = 0; i < 16; i++) {
				assertThat(get("/context")).isEqualTo("GET /context, no step");
			}
			assertThat(Lineage.current()).isEqualTo(LineageContext.empty());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void anElementIsSentWhenItIsThereAndTheEndWhenAllAreRecorded(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext started = start(type)) {
			this.context = started;
			Model model = started.getBean(Model.class);
			CompletableFuture<BufferedReader> response = openLater("/held");
			Awaitility.await().until(() -> model.sink.currentSubscriberCount() == 1);
			model.sink.tryEmitNext("first").orThrow();
			try (BufferedReader events = response.join()) {
				assertThat(next(events)).isEqualTo("data:first");
				assertThat(started.getBean(LineageQueries.class).summary().artifacts()).isZero();
				model.sink.tryEmitNext("second").orThrow();
				assertThat(next(events)).isEqualTo("data:second");
				model.sink.tryEmitComplete().orThrow();
				assertThat(next(events)).isNull();
				assertThat(started.getBean(LineageQueries.class).summary().artifacts()).isEqualTo(1);
			}
			assertThat(get("/held")).isEqualTo("data:first\n\ndata:second\n\n");
			assertThat(model.counts).containsEntry("held", 1);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aStreamThatTheClientAbandonsLeavesNothing(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext started = start(type)) {
			this.context = started;
			try (BufferedReader events = open("/ticks")) {
				assertThat(next(events)).isEqualTo("data:0");
				assertThat(started.getBean(StepExecutor.class).running()).isEqualTo(1);
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(started.getBean(StepExecutor.class).running()).isZero());
			Awaitility.await().until(() -> started.getBean(Model.class).counts.containsKey("cancelled"));
			assertThat(started.getBean(LineageQueries.class).summary().nodes()).isZero();
			assertThat(started.getBean(LineageQueries.class).summary().artifacts()).isZero();
			assertThat(get("/context")).isEqualTo("GET /context, no step");
		}
	}

	private ConfigurableApplicationContext start(WebApplicationType type) {
		String excluded = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
				+ "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
				+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";
		if (type == WebApplicationType.REACTIVE) {
			excluded += ",org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration";
		}
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn",
					"spring.autoconfigure.exclude=" + excluded,
					"musubito.store.path=" + this.folder.resolve("musubito.db"))
			.run();
	}

	private List<RunView> awaitRuns(String path) {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		Awaitility.await()
			.until(() -> runs.recent(100)
				.stream()
				.noneMatch((run) -> run.pipeline().endsWith(path) && run.status() == RunStatus.RUNNING));
		return runs.recent(100).stream().filter((run) -> run.pipeline().equals("GET " + path)).toList();
	}

	private List<StepOutcome> outcomes(RunView run) {
		return this.context.getBean(MusubitoRuns.class)
			.find(run.runId())
			.orElseThrow()
			.steps()
			.stream()
			.map(StepView::outcome)
			.toList();
	}

	private String get(String path) throws IOException {
		try (BufferedReader body = open(path)) {
			return body.lines()
				.map((line) -> line + "\n")
				.collect(Collectors.joining())
				.replaceFirst("^([^\n]+)\n$", "$1");
		}
	}

	private BufferedReader open(String path) {
		return openLater(path).join();
	}

	private CompletableFuture<BufferedReader> openLater(String path) {
		URI uri = URI
			.create("http://localhost:" + this.context.getEnvironment().getProperty("local.server.port") + path);
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build();
		return client.sendAsync(request, BodyHandlers.ofInputStream())
			.thenApply(
					(response) -> new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
	}

	private static String next(BufferedReader events) throws IOException {
		String line = events.readLine();
		return (line != null && line.isEmpty()) ? next(events) : line;
	}

	static class Model {

		private final Map<String, Integer> counts = new ConcurrentHashMap<>();

		private final Sinks.Many<String> sink = Sinks.many().multicast().onBackpressureBuffer();

		void count(String operation) {
			this.counts.merge(operation, 1, Integer::sum);
		}

	}

	static class Steps {

		private final Model model;

		private final Steps self;

		Steps(Model model, @Lazy Steps self) {
			this.model = model;
			this.self = self;
		}

		@MusubitoStep
		Flux<String> words(String text) {
			this.model.count("words");
			return Flux.fromArray(text.split(" ")).delayElements(Duration.ofMillis(1));
		}

		@MusubitoStep
		String shout(String word) {
			this.model.count("shout");
			return word.toUpperCase(Locale.ROOT);
		}

		@MusubitoStep
		Mono<String> mono(String text) {
			this.model.count("mono");
			return Mono.delay(Duration.ofMillis(1)).map((tick) -> text.toUpperCase(Locale.ROOT));
		}

		@MusubitoStep
		CompletableFuture<String> future(String text) {
			this.model.count("future");
			return CompletableFuture.supplyAsync(() -> text.toUpperCase(Locale.ROOT));
		}

		@Async
		@MusubitoStep
		CompletableFuture<String> async(String text) {
			this.model.count("async");
			return CompletableFuture.completedFuture(text.toUpperCase(Locale.ROOT));
		}

		@MusubitoStep(name = "nested")
		CompletableFuture<String> nested(String text) {
			return this.self.async(text).thenApply((upper) -> "[" + upper + "]");
		}

		@MusubitoStep
		Flux<String> held() {
			this.model.count("held");
			return this.model.sink.asFlux();
		}

		@MusubitoStep
		Flux<Long> ticks() {
			return Flux.interval(Duration.ofMillis(5))
				.onBackpressureDrop()
				.doOnCancel(() -> this.model.count("cancelled"));
		}

	}

	@RestController
	static class Controller {

		private final Steps steps;

		Controller(Steps steps) {
			this.steps = steps;
		}

		@GetMapping(path = "/flux", produces = "text/event-stream")
		Flux<String> flux() {
			return this.steps.words("x y").concatMap((word) -> Mono.fromCallable(() -> this.steps.shout(word)));
		}

		@GetMapping("/mono")
		Mono<String> mono() {
			return this.steps.mono("x y").flatMap((text) -> this.steps.mono(text + "!"));
		}

		@GetMapping("/future")
		CompletableFuture<String> future() {
			return this.steps.future("x y").thenCompose((text) -> this.steps.future(text + "!"));
		}

		@GetMapping("/async")
		CompletableFuture<String> async() {
			return this.steps.async("x y");
		}

		@GetMapping("/nested")
		CompletableFuture<String> nested() {
			return this.steps.nested("a b");
		}

		@GetMapping(path = "/held", produces = "text/event-stream")
		Flux<String> held() {
			return this.steps.held();
		}

		@GetMapping(path = "/ticks", produces = "text/event-stream")
		Flux<Long> ticks() {
			return this.steps.ticks();
		}

		@GetMapping("/context")
		String context() {
			LineageContext current = Lineage.current();
			return current.run().name() + ", "
					+ ((current.activeStep() != null) ? current.activeStep().operation() : "no step");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableAsync
	@Import({ Model.class, Steps.class, Controller.class })
	static class Application {

	}

}
