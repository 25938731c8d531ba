package io.musubito.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.lineage.GivenAnswer;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.RunScope;
import io.musubito.run.RunTracker;
import io.musubito.store.NoStore;
import io.musubito.store.RecordedCall;
import io.musubito.store.RunDetails;
import io.musubito.store.RunEntry;
import io.musubito.store.RunStart;
import io.musubito.store.RunStore;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A real server, Tomcat or Netty, with the lineage filter and nothing else of Musubito.
 */
final class WebServer implements AutoCloseable {

	private static final String NONE = "none";

	private static final String EXCLUDED = "io.musubito.autoconfigure.MusubitoAutoConfiguration,"
			+ "io.musubito.autoconfigure.MusubitoEndpointAutoConfiguration,"
			+ "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
			+ "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
			+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private WebServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static WebServer start(WebApplicationType type, Class<?> controller, String... properties) {
		String excluded = (type == WebApplicationType.REACTIVE) ? EXCLUDED
				+ ",org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration"
				: EXCLUDED;
		return new WebServer(new SpringApplicationBuilder(Application.class, controller).web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=warn",
					"spring.autoconfigure.exclude=" + excluded)
			.properties(properties)
			.run());
	}

	/**
	 * The run that is current on this thread, as if a step had been recorded in it.
	 * @return its name and id
	 */
	static String step() {
		RunScope run = Lineage.current().run();
		if (run == null) {
			return NONE;
		}
		run.nextSequence(StepOutcome.EXECUTED);
		return run.name() + " " + run.runId();
	}

	static String current() {
		RunScope run = Lineage.current().run();
		return (run != null) ? run.name() + " " + run.runId() : NONE;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	String property(String name) {
		return this.context.getEnvironment().getProperty(name);
	}

	HttpResponse<String> get(String path) {
		return getAsync(path).join();
	}

	CompletableFuture<HttpResponse<String>> getAsync(String path) {
		URI uri = URI.create("http://localhost:" + property("local.server.port") + path);
		return this.client.sendAsync(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
				BodyHandlers.ofString());
	}

	Ended nextEnded() throws InterruptedException {
		return bean(EndedRuns.class).ended.poll(20, TimeUnit.SECONDS);
	}

	boolean hasEnded() {
		return !bean(EndedRuns.class).ended.isEmpty();
	}

	@Override
	public void close() {
		this.context.close();
	}

	record Ended(String runId, RunStatus status) {

	}

	static final class EndedRuns implements RunStore {

		private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

		@Override
		public void end(String runId, RunStatus status, Instant endedAt) {
			this.ended.add(new Ended(runId, status));
		}

		@Override
		public List<RunView> recent(int limit) {
			return List.of();
		}

		@Override
		public List<RunView> recent(int limit, String pipeline) {
			return List.of();
		}

		@Override
		public Optional<RunView> find(String runId) {
			return Optional.empty();
		}

		@Override
		public Optional<RunDetails> findDetails(String runId) {
			return Optional.empty();
		}

		@Override
		public List<RunEntry> findEntries(String runId) {
			return List.of();
		}

		@Override
		public SortedSet<String> findOperations(String runId) {
			return Collections.emptySortedSet();
		}

		@Override
		public Set<String> findDownstream(String runId, String operation) {
			return Set.of();
		}

		@Override
		public List<RecordedCall> findCalls(String runId) {
			return List.of();
		}

		@Override
		public List<GivenAnswer> findGiven(String runId) {
			return List.of();
		}

		@Override
		public void submit(RunStart run) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean begin(String runId, String owner, Instant startedAt) {
			return false;
		}

		@Override
		public List<String> findSubmitted() {
			return List.of();
		}

		@Override
		public Optional<String> findResumption(String runId) {
			return Optional.empty();
		}

		@Override
		public Optional<RunView> startUnlessResumed(RunStart run, boolean again) {
			return Optional.empty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		EndedRuns endedRuns() {
			return new EndedRuns();
		}

		@Bean
		RunTracker runTracker(EndedRuns runs) {
			return new RunTracker(runs, new NoStore().processes(), Clock.systemUTC());
		}

	}

}
