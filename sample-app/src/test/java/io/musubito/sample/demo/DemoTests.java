package io.musubito.sample.demo;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.musubito.sample.SampleApplication;
import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo as an IDE starts it: from a class path.
 */
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
