package io.musubito.sample.document;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application that the documents show: compiled from what they say, and started in a
 * process of its own.
 */
final class ExampleApplication {

	private static final Duration TIMEOUT = Duration.ofSeconds(180);

	private static final Pattern STARTED = Pattern.compile("started on port (\\d+)[\\s\\S]*Started SummaryApplication");

	private final Path directory;

	private final Path classes;

	ExampleApplication(Path directory) throws IOException {
		this.directory = directory;
		this.classes = Files.createDirectories(directory.resolve("classes"));
	}

	void compile(String source) throws IOException {
		Path file = this.directory.resolve("sources/com/example/SummaryApplication.java");
		Files.createDirectories(file.getParent());
		Files.writeString(file, source);
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-parameters", "-g", "-classpath",
					System.getProperty("java.class.path"), "-d", this.classes.toString(), file.toString()))
			.isZero();
	}

	void resource(String path, String content) throws IOException {
		Path file = this.classes.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

	/**
	 * Starts it, and stops it when the work is done.
	 * @param work what is done with it
	 * @param arguments more arguments
	 */
	void run(Work work, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-cp", this.classes + File.pathSeparator + System.getProperty("java.class.path"),
				"com.example.SummaryApplication", "--server.port=0",
				"--spring.config.location=" + this.classes.resolve("application.yml").toUri()));
		command.addAll(List.of(arguments));
		Path log = Files.createTempFile(this.directory, "example", ".log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().put("OPENAI_API_KEY", "not-one-of-openai");
		builder.environment().remove("OPENAI_BASE_URL");
		Process process = builder.start();
		try {
			work.with(new Client(port(process, log)), log);
		}
		finally {
			process.destroy();
			stop(process);
		}
	}

	private static int port(Process process, Path log) {
		return await().atMost(TIMEOUT).until(() -> {
			Matcher started = STARTED.matcher(Files.readString(log));
			assertThat(process.isAlive() || started.find()).as(Files.readString(log)).isTrue();
			return started.reset().find() ? Integer.parseInt(started.group(1)) : 0;
		}, (port) -> port > 0);
	}

	private static void stop(Process process) {
		try {
			if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What is done with a running application.
	 */
	interface Work {

		void with(Client client, Path log) throws IOException;

	}

	/**
	 * Asks it.
	 */
	static final class Client {

		private final RestClient client;

		Client(int port) {
			this.client = RestClient.builder()
				.requestFactory(new JdkClientHttpRequestFactory())
				.baseUrl("http://localhost:" + port)
				.build();
		}

		ResponseEntity<String> get(String path) {
			return this.client.get().uri(path).retrieve().onStatus((status) -> true, (request, response) -> {
			}).toEntity(String.class);
		}

		String body(String path) {
			ResponseEntity<String> response = get(path);
			assertThat(response.getStatusCode().value()).as("%s: %s", path, response.getBody()).isEqualTo(200);
			return String.valueOf(response.getBody());
		}

	}

}
