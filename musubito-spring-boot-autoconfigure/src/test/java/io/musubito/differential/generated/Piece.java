package io.musubito.differential.generated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * One construct of a language, with what can be changed of it, as it stands in a file.
 * See {@code README.md} beside the files.
 *
 * @param name its name
 * @param sections its text by section
 */
record Piece(String name, Map<String, String> sections) {

	static final String MEMBERS = "members";

	static final String TYPES = "types";

	static final String BEANS = "beans";

	static final String PROPERTIES = "properties";

	static final String STEP = "step";

	static final String RESOURCE = "resource ";

	Piece {
		sections = Collections.unmodifiableMap(new TreeMap<>(sections));
		if (!sections.containsKey(MEMBERS)) {
			throw new IllegalArgumentException("Piece '" + name + "' has no section '" + MEMBERS + "'");
		}
	}

	/**
	 * Reads all pieces of a language.
	 */
	static List<Piece> all(String language) {
		List<Piece> pieces = new ArrayList<>();
		try {
			for (Resource file : new PathMatchingResourcePatternResolver()
				.getResources("classpath:io/musubito/differential/generated/" + language + "/*.piece")) {
				pieces.add(read(file.getFilename(), file.getContentAsString(StandardCharsets.UTF_8)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		pieces.sort(Comparator.comparing(Piece::name));
		return pieces;
	}

	private static Piece read(String name, String text) {
		Map<String, String> sections = new TreeMap<>();
		for (String section : text.split("(?m)^== ")) {
			if (!section.isBlank()) {
				int end = section.indexOf('\n');
				sections.put(section.substring(0, end).strip(), section.substring(end + 1));
			}
		}
		return new Piece(name.substring(0, name.indexOf('.')), sections);
	}

	/**
	 * Whether it needs the container, so that its members have to be those of a bean.
	 */
	boolean isBean() {
		String members = this.sections.get(MEMBERS);
		return members.contains("@Autowired") || members.contains("@Value") || members.contains("@PostConstruct");
	}

}
