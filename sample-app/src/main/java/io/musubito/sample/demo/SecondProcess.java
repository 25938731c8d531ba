package io.musubito.sample.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts this program once more, from the same jar or class path.
 */
final class SecondProcess {

	private static final int TIMEOUT_SECONDS = 120;

	/** From this version on; the jar allows it in its manifest. */
	private static final int WARNS_OF_NATIVE_ACCESS = 24;

	private SecondProcess() {
	}

	static int run(Class<?> application, List<String> arguments) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command(System.getProperty("java.class.path"), application, arguments))
			.inheritIO()
			.start();
		if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new UnmetExpectationException("the second process to end within " + TIMEOUT_SECONDS + " s",
					"it did not");
		}
		return process.exitValue();
	}

	static List<String> command(String classPath, Class<?> application, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		if (isExecutableJar(classPath)) {
			command.addAll(List.of("-jar", classPath));
		}
		else {
			if (Runtime.version().feature() >= WARNS_OF_NATIVE_ACCESS) {
				command.add("--enable-native-access=ALL-UNNAMED");
			}
			command.addAll(List.of("-cp", classPath, application.getName()));
		}
		command.addAll(arguments);
		return command;
	}

	private static boolean isExecutableJar(String classPath) {
		return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
	}

}
