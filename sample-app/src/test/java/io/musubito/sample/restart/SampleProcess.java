package io.musubito.sample.restart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.musubito.Explanation;
import io.musubito.sample.standin.StandIn;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application in a process of its own, as its users see it: over HTTP and in its log.
 */
final class SampleProcess implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final Process process;

	private final Path log;

	private final RestClient client;

	private SampleProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		this.client = RestClient.builder()
			.requestFactory(new JdkClientHttpRequestFactory())
			.baseUrl("http://localhost:" + awaitPort())
			.build();
	}

	/**
	 * Starts it.
	 * @param jdk what it runs on
	 * @param command what is started, for example {@code -jar app.jar}
	 * @param store its store
	 * @param model its model
	 * @return the running application
	 */
	static SampleProcess start(Jdk jdk, List<String> command, Path store, StandIn model) throws IOException {
		List<String> all = new ArrayList<>(
				List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		all.addAll(command);
		all.addAll(List.of("--server.port=0", "--musubito.store.path=" + store,
				"--sample.stand-in.address=" + model.address(), "--management.endpoint.musubito.show-values=always",
				"--spring.devtools.livereload.enabled=false"));
		Path log = Files.createTempFile(store.getParent(), "sample", ".log");
		ProcessBuilder builder = new ProcessBuilder(all).directory(store.getParent().toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().remove("OPENAI_API_KEY");
		builder.environment().remove("OPENAI_BASE_URL");
		Process process = builder.start();
		try {
			return new SampleProcess(process, log);
		}
		catch (RuntimeException | Error ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	private int awaitPort() {
		Awaitility.await()
			.atMost(TIMEOUT)
			.until(() -> !this.process.isAlive() || log().contains("Started SampleApplication in"));
		Matcher port = PORT.matcher(log());
		assertThat(port.find()).as("the application has started:\n%s", log()).isTrue();
		return Integer.parseInt(port.group(1));
	}

	Reply ask(String question) {
		return Reply.parse(this.client.post()
			.uri("/answers")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("question", question))
			.retrieve()
			.body(String.class));
	}

	/**
	 * Why a node was executed.
	 * @param nodeId the node
	 * @return the explanation that the endpoint shows
	 */
	Explanation why(String nodeId) {
		JsonMapper json = JsonMapper.shared();
		return json.treeToValue(json
			.readTree(this.client.get().uri("/actuator/musubito/nodes/{id}", nodeId).retrieve().body(String.class))
			.required("why"), Explanation.class);
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		try {
			assertThat(this.process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).as("has ended").isTrue();
		}
		finally {
			this.process.destroyForcibly();
		}
	}

}
