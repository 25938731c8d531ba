package io.musubito.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Where a recording is: among the sources of the test, and on the class path where there
 * are no sources.
 *
 * @param owner the class that has the annotation
 * @param name its place on the class path
 * @param module the folder of the module; {@code null} when it isn't known
 * @param folder the folder of test resources among the sources; {@code null} when it
 * isn't known
 */
record RecordingLocation(Class<?> owner, String name, @Nullable Path module, @Nullable Path folder) {

	private static final Set<String> LANGUAGES = Set.of("java", "kt", "groovy", "scala");

	static RecordingLocation of(Class<?> owner, String value) {
		String name = (value.startsWith("/")) ? value.substring(1)
				: (ClassUtils.classPackageAsResourcePath(owner) + "/" + value).replaceFirst("^/", "");
		if (!StringUtils.hasText(value) || value.endsWith("/") || value.contains("\\") || value.contains("..")
				|| value.contains(":")) {
			throw new IllegalStateException("@MusubitoReplay(\"" + value + "\") on " + owner.getName()
					+ " names no file: it is a resource in the package of the class, or with a slash in front one from "
					+ "the root of the class path. Name one, answers.jsonl for example.");
		}
		Path module = module(owner);
		String folder = RecordingSettings.folder();
		return new RecordingLocation(owner, name, module,
				(folder != null) ? Path.of(folder) : (module != null) ? module.resolve("src/test/resources") : null);
	}

	/**
	 * The module whose folder the class was compiled into, or the one in whose folder the
	 * tests are run: where the source of the class is.
	 */
	private static @Nullable Path module(Class<?> owner) {
		CodeSource source = owner.getProtectionDomain().getCodeSource();
		try {
			if (source != null && source.getLocation() != null && source.getLocation().getProtocol().equals("file")) {
				for (Path at = Path.of(source.getLocation().toURI()); at != null; at = at.getParent()) {
					if (hasSource(at, owner)) {
						return at;
					}
				}
			}
		}
		catch (URISyntaxException ex) {
			// Looked for where the tests are run
		}
		Path here = Path.of("").toAbsolutePath();
		return hasSource(here, owner) ? here : null;
	}

	private static boolean hasSource(Path module, Class<?> owner) {
		Path sources = module.resolve("src/test");
		if (!Files.isDirectory(sources)) {
			return false;
		}
		String simple = ClassUtils.getShortName(owner).replaceFirst("\\..*", "");
		try (Stream<Path> files = Files.walk(sources)) {
			return files.map((file) -> file.getFileName().toString())
				.anyMatch((file) -> StringUtils.stripFilenameExtension(file).equals(simple)
						&& LANGUAGES.contains(StringUtils.getFilenameExtension(file)));
		}
		catch (IOException | UncheckedIOException ex) {
			return false;
		}
	}

	/**
	 * How it is named to people.
	 */
	String shown() {
		Path file = file();
		if (file == null) {
			return "classpath:" + this.name;
		}
		Path shown = (this.module != null && file.startsWith(this.module)) ? this.module.relativize(file) : file;
		return StringUtils.cleanPath(shown.toString());
	}

	/**
	 * The file among the sources.
	 */
	@Nullable Path file() {
		return (this.folder != null) ? this.folder.resolve(this.name) : null;
	}

	/**
	 * How it is recorded again, the end of a sentence.
	 */
	String remedy() {
		String test = ClassUtils.getShortName(this.owner).replaceFirst("\\..*", "");
		Path at = (this.module != null) ? this.module : Path.of("").toAbsolutePath();
		if (Files.exists(at.resolve("pom.xml"))) {
			return "mvn test -Dtest=" + test + " -D" + RecordingSettings.MODE + "=record";
		}
		if (Files.exists(at.resolve("build.gradle")) || Files.exists(at.resolve("build.gradle.kts"))) {
			return "MUSUBITO_RECORDING=record gradle test --tests " + test;
		}
		return "run " + test + " with the system property " + RecordingSettings.MODE + "=record, or the environment "
				+ "variable MUSUBITO_RECORDING=record";
	}

	/**
	 * Reads the recording.
	 * @return its text; {@code null} when there is none
	 */
	@Nullable String read() {
		try {
			Path file = file();
			if (file != null && Files.exists(file)) {
				return Files.readString(file);
			}
			try (InputStream resource = this.owner.getResourceAsStream("/" + this.name)) {
				return (resource != null) ? new String(resource.readAllBytes(), StandardCharsets.UTF_8) : null;
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("Recording " + shown() + " can't be read: " + ex
					+ ". It has to be a text file in UTF-8 that may be read.", ex);
		}
	}

	/**
	 * The file to record into.
	 */
	Path target() {
		Path file = file();
		if (file == null) {
			throw new IllegalStateException("Recording " + this.name + " of " + this.owner.getName()
					+ " can't be recorded: the folder with the sources of the test isn't known. Set the system property "
					+ RecordingSettings.FOLDER + " to the folder of the test's resources, src/test/resources for "
					+ "example.");
		}
		return file;
	}

	/**
	 * Writes the recording, when it says something else than what is there.
	 */
	void write(String text) {
		Path file = target();
		String before = (Files.exists(file)) ? read() : null;
		if (before != null && before.replace("\r\n", "\n").equals(text)) {
			return;
		}
		try {
			Files.createDirectories(file.getParent());
			// Nobody else writes it at the same time: the recording is locked
			Path written = file.resolveSibling(file.getFileName() + ".tmp");
			try {
				Files.writeString(written, text);
				Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
			}
			finally {
				Files.deleteIfExists(written);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("Recording " + shown() + " can't be written: " + ex
					+ ". Make its folder writable, or set the system property " + RecordingSettings.FOLDER
					+ " to another one.", ex);
		}
	}

}
