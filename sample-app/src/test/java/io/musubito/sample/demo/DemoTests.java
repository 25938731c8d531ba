package io.musubito.sample.demo;

import java.io.BufferedReader;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.musubito.sample.SampleApplication;
import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo as an IDE starts it: from a class path.
 */
@Tag("process")
class DemoTests {

	@TempDir
	private Path directory;

	@Test
	void showsFourRuns() throws Exception {
		demo("--sample.stand-in.first-token=1ms", "--sample.stand-in.per-token=0ms").assertShowsFourRuns();
		assertThat(this.directory).as("nothing is left in the working directory").isEmptyDirectory();
	}

	@Test
	void asksTheModelOfAKeyThreeTimes() throws Exception {
		try (StandIn elsewhere = StandIn.start(Latency.NONE)) {
			DemoProcess demo = demo("--spring.ai.openai.api-key=sk-test",
					"--spring.ai.openai.base-url=" + elsewhere.address() + "/v1");
			demo.assertShowsFourRuns();
			assertThat(demo.output()).contains("The model is a real one").doesNotContain("stand-in");
			assertThat(elsewhere.use().requests()).isEqualTo(3);
		}
	}

	@Test
	void goesOnWithThePageThatShowsItsRuns() throws Exception {
		List<String> command = SecondProcess.command(System.getProperty("java.class.path"), SampleApplication.class,
				List.of("--page", "--server.port=0", "--sample.stand-in.first-token=1ms",
						"--sample.stand-in.per-token=0ms"));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			String address = output.lines()
				.filter((line) -> line.startsWith("Look at it in a browser: "))
				.map((line) -> line.substring(line.indexOf("http")))
				.findFirst()
				.orElseThrow();
			String runs = get(address + "/runs", "application/json");
			assertThat(runs).contains("\"status\":\"FAILED\"", "\"pipeline\":\"review\"", "\"pipeline\":\"answer\"");
			assertThat(get(address, "text/html")).contains("ui/index.html");
			assertThat(process.isAlive()).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static String get(String address, String accept) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address)).header("Accept", accept).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	@Test
	void saysInOneLineThatTheModelFails() throws Exception {
		DemoProcess demo = demo("--spring.ai.openai.api-key=sk-test",
				"--spring.ai.openai.base-url=http://127.0.0.1:9/v1", "--spring.ai.openai.max-retries=0");
		assertThat(demo.exitCode()).isEqualTo(1);
		assertThat(demo.output()).contains("The demo failed: ").doesNotContain("	at ");
	}

	@Test
	void startsAJarAsAJarAndAClassPathAsAClassPath() {
		assertThat(SecondProcess.command("app.jar", SampleApplication.class, List.of("--x")))
			.containsSubsequence("-jar", "app.jar", "--x");
		String classPath = "classes" + File.pathSeparator + "other.jar";
		assertThat(SecondProcess.command(classPath, SampleApplication.class, List.of("--x"))).containsSubsequence("-cp",
				classPath, SampleApplication.class.getName(), "--x");
	}

	private DemoProcess demo(String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of("--demo"));
		all.addAll(List.of(arguments));
		return DemoProcess.run(
				SecondProcess.command(System.getProperty("java.class.path"), SampleApplication.class, all),
				this.directory);
	}

}
