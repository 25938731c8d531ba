package io.musubito.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of {@code docs/identity.md}.
 */
final class IdentityDocument {

	private static final Path DOCUMENT = Path.of("..", "docs", "identity.md");

	private IdentityDocument() {
	}

	/**
	 * Reads a table.
	 * @param heading the heading under which it stands
	 * @return its cells by that of the first column
	 */
	static Map<String, List<String>> table(String heading) {
		Map<String, List<String>> rows = new LinkedHashMap<>();
		try {
			String document = Files.readString(DOCUMENT);
			int start = document.indexOf("\n" + heading + "\n");
			if (start < 0) {
				throw new IllegalStateException("There is no heading '" + heading + "' in " + DOCUMENT);
			}
			int end = document.indexOf("\n#", start + heading.length());
			document.substring(start, (end < 0) ? document.length() : end)
				.lines()
				.filter((line) -> line.startsWith("| "))
				.skip(1)
				.map((line) -> line.substring(2, line.length() - 2).split(" \\| "))
				.forEach((cells) -> rows.put(cells[0], List.of(cells)));
			return rows;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
