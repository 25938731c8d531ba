package io.musubito.sample.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.musubito.sample.SampleApplication;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample application in a process of its own.
 */
final class SampleProcess implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(120);

	private static final Pattern STARTED = Pattern.compile("started on port (\\d+)[\\s\\S]*Started SampleApplication");

	private final Process process;

	private final RestClient client;

	private SampleProcess(Process process, int port) {
		this.process = process;
		this.client = RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.baseUrl("http://localhost:" + port)
			.build();
	}

	static SampleProcess start(Path directory, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						SampleApplication.class.getName(), "--server.port=0"));
		command.addAll(List.of(arguments));
		Path log = Files.createTempFile(directory, "sample", ".log");
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().remove("OPENAI_API_KEY");
		builder.environment().remove("OPENAI_BASE_URL");
		Process process = builder.start();
		try {
			return new SampleProcess(process, port(process, log));
		}
		catch (RuntimeException | Error ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	private static int port(Process process, Path log) {
		return await().atMost(TIMEOUT).until(() -> {
			String text = Files.readString(log);
			assertThat(process.isAlive()).as(text).isTrue();
			Matcher started = STARTED.matcher(text);
			return started.find() ? Integer.parseInt(started.group(1)) : 0;
		}, (port) -> port > 0);
	}

	ResponseEntity<String> post(String path, String body) {
		return this.client.post()
			.uri(path)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.onStatus((status) -> true, (request, response) -> {
			})
			.toEntity(String.class);
	}

	String get(String path) {
		String body = this.client.get().uri(path).retrieve().body(String.class);
		assertThat(body).isNotNull();
		return body;
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

}
