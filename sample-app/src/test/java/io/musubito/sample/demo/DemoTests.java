package io.musubito.sample.demo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import io.musubito.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo as an IDE starts it: from a class path.
 */
class DemoTests {

	@Test
	void showsFourRuns(@TempDir Path directory) throws Exception {
		DemoProcess.run(
				SecondProcess.command(System.getProperty("java.class.path"), SampleApplication.class,
						List.of("--demo", "--sample.stand-in.first-token=1ms", "--sample.stand-in.per-token=0ms")),
				directory)
			.assertShowsFourRuns();
		assertThat(directory).as("nothing is left in the working directory").isEmptyDirectory();
	}

	@Test
	void startsAJarAsAJarAndAClassPathAsAClassPath() {
		assertThat(SecondProcess.command("app.jar", SampleApplication.class, List.of("--x")))
			.containsSubsequence("-jar", "app.jar", "--x");
		String classPath = "classes" + File.pathSeparator + "other.jar";
		assertThat(SecondProcess.command(classPath, SampleApplication.class, List.of("--x"))).containsSubsequence("-cp",
				classPath, SampleApplication.class.getName(), "--x");
	}

}
