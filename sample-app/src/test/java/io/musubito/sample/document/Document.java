package io.musubito.sample.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A document of the project, with the blocks of code in it.
 *
 * @param text what it says
 */
record Document(String text) {

	static Document read(String path) {
		try {
			return new Document(Files.readString(Path.of("..").resolve(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> blocks(String language) {
		return Pattern.compile("(?s)```" + language + "\n(.*?)```")
			.matcher(this.text)
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	String block(String language, String beginning) {
		return blocks(language).stream().filter((block) -> block.startsWith(beginning)).findFirst().orElseThrow();
	}

}
