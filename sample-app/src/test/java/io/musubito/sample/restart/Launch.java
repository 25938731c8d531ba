package io.musubito.sample.restart;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.musubito.sample.SampleApplication;

/**
 * How an application is started, which decides what loads its classes. What is started is
 * what Maven has left in {@code target} before the phase {@code integration-test}.
 */
enum Launch {

	/** As an IDE does: the class loader of the JDK. */
	CLASSES("[           main]", "classes started by"),

	/** {@code java -jar}: Boot's {@code LaunchedClassLoader}, out of the nested jar. */
	JAR("[           main]", ".jar started by"),

	/** With DevTools: their {@code RestartClassLoader}, on a thread of their own. */
	DEVTOOLS("[  restartedMain]", "classes started by");

	private static final Path TARGET = Path.of("target").toAbsolutePath();

	static final Path COMPILED = TARGET.resolve("classes");

	private final String thread;

	private final String origin;

	Launch(String thread, String origin) {
		this.thread = thread;
		this.origin = origin;
	}

	/**
	 * What the application logs when it is started like this.
	 * @param jdk what it runs on
	 * @return a pattern
	 */
	String evidence(Jdk jdk) {
		return "\\Q" + this.thread + "\\E.* using Java " + jdk.version() + "\\b.*\\Q" + this.origin + "\\E";
	}

	List<String> command() throws IOException {
		return switch (this) {
			case CLASSES -> onClassPath(COMPILED);
			case JAR -> List.of("-jar", jar().toString());
			case DEVTOOLS -> onClassPath(COMPILED, TARGET.resolve("devtools/spring-boot-devtools.jar"));
		};
	}

	private static Path jar() throws IOException {
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(TARGET, "sample-app-*.jar")) {
			return jars.iterator().next();
		}
	}

	static List<String> onClassPath(Path... entries) throws IOException {
		return List.of("-cp", classPath(entries), SampleApplication.class.getName());
	}

	static String classPath(Path... entries) throws IOException {
		StringBuilder classPath = new StringBuilder();
		for (Path entry : entries) {
			classPath.append(entry).append(File.pathSeparator);
		}
		return classPath.append(Files.readString(TARGET.resolve("runtime.classpath")).strip()).toString();
	}

}
