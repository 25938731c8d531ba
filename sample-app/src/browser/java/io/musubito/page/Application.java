package io.musubito.page;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample application in a process of its own, from the classes that Maven has left in
 * {@code target} before the phase {@code integration-test}.
 */
final class Application implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final Path TARGET = Path.of("target").toAbsolutePath();

	private static final Pattern PORT = Pattern.compile("(?:Tomcat|Netty) started on port (\\d+)");

	private static final Pattern STARTED = Pattern.compile("Started (?:Sample|Page)Application in");

	private final HttpClient client = HttpClient.newHttpClient();

	private final Process process;

	private final Path log;

	private final String address;

	private final String endpoint;

	private Application(Process process, Path log, String endpointPath) {
		this.process = process;
		this.log = log;
		List<Integer> ports = awaitPorts();
		this.address = "http://localhost:" + ports.get(0);
		this.endpoint = "http://localhost:" + ports.get(ports.size() - 1) + endpointPath;
	}

	/**
	 * Starts it.
	 * @param directory where it works and logs
	 * @param kind what is started
	 * @param endpointPath the path of the endpoint
	 * @param arguments its arguments
	 * @return the running application
	 */
	static Application start(Path directory, Kind kind, String endpointPath, List<String> arguments) {
		try {
			Path log = Files.createTempFile(directory, "application", ".log");
			Process process = process(directory, kind, arguments, log);
			try {
				return new Application(process, log, endpointPath);
			}
			catch (RuntimeException | Error ex) {
				process.destroyForcibly();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Process process(Path directory, Kind kind, List<String> arguments, Path log) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx1g", "-cp", kind.classPath(directory), kind.main, "--server.port=0"));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().remove("OPENAI_API_KEY");
		builder.environment().remove("OPENAI_BASE_URL");
		return builder.start();
	}

	private List<Integer> awaitPorts() {
		await().atMost(TIMEOUT).until(() -> !this.process.isAlive() || STARTED.matcher(log()).find());
		List<Integer> ports = PORT.matcher(log())
			.results()
			.map((MatchResult port) -> Integer.valueOf(port.group(1)))
			.toList();
		assertThat(ports).as("the application has started:\n%s", log()).isNotEmpty();
		return ports;
	}

	/**
	 * Where the page is.
	 * @return the address of its document
	 */
	String page() {
		return this.endpoint + "/ui/index.html";
	}

	/**
	 * Where the application is.
	 * @return its address without a path
	 */
	String address() {
		return this.address;
	}

	/**
	 * Where the endpoint is.
	 * @return its address
	 */
	String endpoint() {
		return this.endpoint;
	}

	/**
	 * Asks the application to do something, and waits for it.
	 * @param path the path, with its query
	 * @param body the body, which becomes JSON
	 * @return the answer, of whatever status
	 */
	HttpResponse<String> post(String path, Object body) {
		return begin(path, body).join();
	}

	/**
	 * Asks the application to do something that ends later.
	 * @param path the path, with its query
	 * @param body the body, which becomes JSON
	 * @return the answer, of whatever status
	 */
	CompletableFuture<HttpResponse<String>> begin(String path, Object body) {
		return this.client.sendAsync(HttpRequest.newBuilder(URI.create(this.address + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	/**
	 * Asks the endpoint to do something.
	 * @param path the path below the endpoint
	 * @param body the body, which becomes JSON
	 * @return the answer, of whatever status
	 */
	HttpResponse<String> act(String path, Object body) {
		return this.client
			.sendAsync(HttpRequest.newBuilder(URI.create(this.endpoint + path))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
				.build(), HttpResponse.BodyHandlers.ofString())
			.join();
	}

	/**
	 * Reads a resource of the endpoint.
	 * @param path the path below the endpoint, with its query
	 * @return its text
	 */
	String read(String path) {
		HttpResponse<String> response = this.client
			.sendAsync(HttpRequest.newBuilder(URI.create(this.endpoint + path)).header("Accept", "*/*").build(),
					HttpResponse.BodyHandlers.ofString())
			.join();
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	/**
	 * Reads a resource of the endpoint.
	 * @param path the path below the endpoint, with its query
	 * @return its JSON
	 */
	JsonNode json(String path) {
		return JsonMapper.shared().readTree(read(path));
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What matches in the log.
	 * @param pattern with one group
	 * @return the group
	 */
	String logged(Pattern pattern) {
		Matcher matcher = pattern.matcher(log());
		assertThat(matcher.find()).as("%s in\n%s", pattern, log()).isTrue();
		return matcher.group(1);
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What is started.
	 */
	enum Kind {

		/** The sample, and what the tests of the page have beside it. */
		EXTENDED("io.musubito.page.application.PageApplication", null),

		/** The sample alone. */
		PLAIN("io.musubito.sample.SampleApplication", null),

		/** The sample on WebFlux. */
		WEBFLUX("io.musubito.sample.SampleApplication", "webflux"),

		/** The sample with Spring Security, as it is by default. */
		SECURED("io.musubito.sample.SampleApplication", "security");

		private final String main;

		private final String jars;

		Kind(String main, String jars) {
			this.main = main;
			this.jars = jars;
		}

		private String classPath(Path directory) throws IOException {
			List<String> entries = new ArrayList<>();
			entries.add(TARGET.resolve("classes").toString());
			if (this == EXTENDED) {
				entries.add(extension(directory).toString());
			}
			if (this.jars != null) {
				entries.add(TARGET.resolve(this.jars) + File.separator + "*");
			}
			entries.add(Files.readString(TARGET.resolve("runtime.classpath")).strip());
			return String.join(File.pathSeparator, entries);
		}

		// Alone: the sample scans its packages for beans, and would find those of other
		// tests
		private static Path extension(Path directory) throws IOException {
			Path copy = directory.resolve("extension");
			Path compiled = TARGET.resolve("test-classes");
			try (Stream<Path> files = Files.list(compiled.resolve("io/musubito/page/application"))) {
				for (Path file : files.toList()) {
					Path target = copy.resolve(compiled.relativize(file));
					Files.createDirectories(target.getParent());
					if (!Files.exists(target)) {
						Files.copy(file, target);
					}
				}
			}
			return copy;
		}

	}

}
