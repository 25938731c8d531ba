package io.musubito.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * Starts each application when a test first asks for it, and ends all of them after the
 * last test.
 */
final class Applications implements AutoCloseable {

	private static final Path PROMPTS = Path.of("src/main/resources/prompts");

	private final Path directory;

	private final Map<Variant, Application> running = new EnumMap<>(Variant.class);

	private Story story;

	Applications() {
		try {
			this.directory = Files.createTempDirectory("page");
			Path prompts = Files.createDirectory(this.directory.resolve("prompts"));
			try (Stream<Path> files = Files.list(PROMPTS)) {
				for (Path file : files.toList()) {
					Files.copy(file, prompts.resolve(file.getFileName()));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The application with a past.
	 * @return its story
	 */
	Story story() {
		if (this.story == null) {
			this.story = Story.tell(this);
			this.running.put(Variant.STORY, this.story.application());
		}
		return this.story;
	}

	/**
	 * An application.
	 * @param variant which
	 * @return the application, running
	 */
	Application get(Variant variant) {
		if (variant != Variant.LARGE) {
			story();
		}
		return this.running.computeIfAbsent(variant, (missing) -> start(missing));
	}

	/**
	 * Starts one more.
	 * @param variant which
	 * @param more further arguments
	 * @return the application, running
	 */
	Application start(Variant variant, String... more) {
		List<String> arguments = new ArrayList<>(variant.arguments());
		String store = (variant != Variant.LARGE) ? "story" : "large";
		arguments.addAll(List.of("--sample.prompts=file:prompts", "--musubito.store.path=" + store + ".db",
				"--sample.stand-in.first-token=5ms", "--sample.stand-in.per-token=0ms"));
		arguments.addAll(List.of(more));
		return Application.start(this.directory, variant.kind(), variant.endpointPath(), arguments);
	}

	/**
	 * The file of a prompt.
	 * @param name its name
	 * @return a copy of the one of the sample, which may be edited
	 */
	Path prompt(String name) {
		return this.directory.resolve("prompts").resolve(name);
	}

	@Override
	public void close() throws IOException {
		this.running.values().forEach(Application::close);
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
