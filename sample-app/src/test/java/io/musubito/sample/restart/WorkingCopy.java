package io.musubito.sample.restart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as a developer has it before him: files that he edits and classes that
 * are compiled from them.
 */
final class WorkingCopy {

	private static final Path SOURCES = Path.of("src/main");

	private final Path classes;

	private final Path edited;

	private WorkingCopy(Path directory) {
		this.classes = directory.resolve("classes");
		this.edited = directory.resolve("edited");
	}

	static WorkingCopy create(Path directory) throws IOException {
		WorkingCopy copy = new WorkingCopy(directory);
		FileSystemUtils.copyRecursively(Launch.COMPILED, copy.classes);
		return copy;
	}

	List<String> command() throws IOException {
		return Launch.onClassPath(this.classes);
	}

	/**
	 * Edits a file, and compiles it where it is a source.
	 * @param file its name below {@code src/main}
	 * @param from what is there once
	 * @param to what is put in its place
	 */
	void edit(String file, String from, String to) throws IOException {
		String text = Files.readString(SOURCES.resolve(file));
		assertThat(text).as(file).containsOnlyOnce(from);
		write(Path.of(file), text.replace(from, to));
	}

	void revert(String file) throws IOException {
		write(Path.of(file), Files.readString(SOURCES.resolve(file)));
	}

	private void write(Path file, String text) throws IOException {
		if (file.startsWith("resources")) {
			Files.writeString(this.classes.resolve(Path.of("resources").relativize(file)), text);
			return;
		}
		Path source = this.edited.resolve(file);
		Files.createDirectories(source.getParent());
		Files.writeString(source, text);
		int status = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-d", this.classes.toString(), "-cp", Launch.classPath(this.classes), "--release",
					"17", "-parameters", "-proc:none", source.toString());
		assertThat(status).as("status of the compiler").isZero();
	}

}
