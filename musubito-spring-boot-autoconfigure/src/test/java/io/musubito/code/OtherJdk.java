package io.musubito.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JDK beside the one that runs the tests, of another version.
 */
record OtherJdk(Path home, int version) {

	/**
	 * Looks for the newest one where the running one is installed.
	 */
	static Optional<OtherJdk> find() throws IOException {
		try (Stream<Path> homes = Files.list(Path.of(System.getProperty("java.home")).toRealPath().getParent())) {
			return homes.filter((home) -> Files.isExecutable(home.resolve("bin/javac")))
				.flatMap((home) -> version(home).map((version) -> new OtherJdk(home, version)).stream())
				.filter((jdk) -> jdk.version != Runtime.version().feature() && jdk.version >= 17)
				.max(java.util.Comparator.comparingInt(OtherJdk::version));
		}
	}

	Path program(String name) {
		return this.home.resolve("bin").resolve(name);
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
