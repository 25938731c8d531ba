package io.musubito.sample.restart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param home where it is
 * @param version its feature release
 */
record Jdk(Path home, int version) {

	private static final int OLDEST = 17;

	static Jdk running() {
		return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
	}

	/**
	 * Looks beside the running one, and where variables like {@code JAVA_HOME_25_X64}
	 * point to.
	 * @return the one of the version farthest from that of the running one
	 */
	static Optional<Jdk> other() throws IOException {
		Jdk running = running();
		try (Stream<Path> siblings = Files.list(running.home().toRealPath().getParent())) {
			return Stream.concat(siblings, named())
				.filter((home) -> Files.isExecutable(java(home)))
				.flatMap((home) -> version(home).map((version) -> new Jdk(home, version)).stream())
				.filter((jdk) -> jdk.version() >= OLDEST && jdk.version() != running.version())
				.max(Comparator.comparingInt((jdk) -> Math.abs(jdk.version() - running.version())));
		}
	}

	Path java() {
		return java(this.home);
	}

	@Override
	public String toString() {
		return "JDK " + this.version;
	}

	private static Stream<Path> named() {
		return System.getenv()
			.entrySet()
			.stream()
			.filter((variable) -> variable.getKey().startsWith("JAVA_HOME"))
			.map(Map.Entry::getValue)
			.map(Path::of);
	}

	private static Path java(Path home) {
		return home.resolve("bin").resolve("java");
	}

	private static Optional<Integer> version(Path home) {
		try (Stream<String> lines = Files.lines(home.resolve("release"))) {
			return lines.filter((line) -> line.startsWith("JAVA_VERSION="))
				.map((line) -> Runtime.Version.parse(line.replaceAll("JAVA_VERSION=|\"", "")).feature())
				.findFirst();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

}
