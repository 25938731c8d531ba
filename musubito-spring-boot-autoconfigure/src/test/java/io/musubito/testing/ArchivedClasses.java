package io.musubito.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An archive of the classes that a process uses, with which others start in half the
 * time. It wants a class path without folders.
 *
 * @param classPath the class path
 * @param archive the archive
 */
public record ArchivedClasses(String classPath, Path archive) {

	/**
	 * Prepares the class path of the tests.
	 * @param directory where the files go
	 * @param first jars that come before it
	 * @return the class path, whose archive is yet to be recorded
	 */
	public static ArchivedClasses in(Path directory, Path... first) {
		List<String> classPath = new ArrayList<>();
		for (Path jar : first) {
			classPath.add(jar.toString());
		}
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			classPath.add(Files.isDirectory(Path.of(entry)) ? jar(directory, Path.of(entry)) : entry);
		}
		return new ArchivedClasses(String.join(File.pathSeparator, classPath), directory.resolve("classes.jsa"));
	}

	private static String jar(Path directory, Path folder) {
		Path jar = directory.resolve(Integer.toHexString(folder.hashCode()) + ".jar");
		int result = ToolProvider.findFirst("jar")
			.orElseThrow()
			.run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", folder.toString(), ".");
		assertThat(result).isZero();
		return jar.toString();
	}

	/**
	 * Lets a process record the archive, which it does when it ends by itself.
	 */
	public JavaProcess.Builder recording(JavaProcess.Builder builder) {
		return builder.classPath(this.classPath).options("-XX:ArchiveClassesAtExit=" + this.archive);
	}

	/**
	 * Lets a process start with the archive.
	 */
	public JavaProcess.Builder using(JavaProcess.Builder builder) {
		return builder.classPath(this.classPath).options("-XX:SharedArchiveFile=" + this.archive);
	}

}
