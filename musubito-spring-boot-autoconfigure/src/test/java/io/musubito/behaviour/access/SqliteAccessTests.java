package io.musubito.behaviour.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.musubito.testing.Engine;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The same with a SQLite file.
 */
class SqliteAccessTests extends AbstractAccessTests {

	@Override
	ConfigurableApplicationContext startWriting(String... properties) {
		return Engine.in(this.directory).start(Newsroom.class, with(properties));
	}

	@Override
	ConfigurableApplicationContext startReading(String... properties) {
		return startWriting(properties);
	}

	private String[] with(String... properties) {
		return Stream
			.concat(Stream.of("musubito.store.type=sqlite", "musubito.store.path=" + Engine.in(this.directory).store()),
					Arrays.stream(properties))
			.toArray(String[]::new);
	}

	/**
	 * The folder with all that is in it.
	 */
	@Override
	List<String> dump() {
		try (Stream<Path> files = Files.walk(Engine.in(this.directory).store().getParent())) {
			return files.sorted().map(SqliteAccessTests::describe).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String describe(Path file) {
		try {
			return file + " " + Files.getLastModifiedTime(file)
					+ (Files.isDirectory(file) ? "" : " " + Arrays.hashCode(Files.readAllBytes(file)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
