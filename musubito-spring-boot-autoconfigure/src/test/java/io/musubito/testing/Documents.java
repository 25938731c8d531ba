package io.musubito.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The documents of the project: {@code docs} and the Markdown files beside it.
 */
public final class Documents {

	private static final Path ROOT = Path.of("..");

	private Documents() {
	}

	/**
	 * What each document says, by its path from the root of the project.
	 */
	public static Map<String, String> all() {
		Map<String, String> documents = new TreeMap<>();
		try (Stream<Path> root = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			Stream.concat(root, docs)
				.filter((file) -> file.toString().endsWith(".md"))
				.forEach((file) -> documents.put(ROOT.relativize(file).toString(),
						read(ROOT.relativize(file).toString())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return documents;
	}

	/**
	 * What one file says.
	 */
	public static String read(String file) {
		try {
			return Files.readString(ROOT.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The cells of the rows of all tables of a document that begin with a name in
	 * backticks.
	 */
	public static List<List<String>> rows(String file) {
		return read(file).lines()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> Stream.of(line.substring(1).split("(?<!\\\\)\\|")).map(String::strip).toList())
			.toList();
	}

	/**
	 * What is in backticks in a text.
	 */
	public static List<String> quoted(String text) {
		return Pattern.compile("`([^`\n]+)`").matcher(text).results().map((quoted) -> quoted.group(1)).toList();
	}

	/**
	 * What all documents have of a pattern, with the documents that have it.
	 */
	public static Map<String, SortedSet<String>> mentions(Pattern pattern) {
		Map<String, SortedSet<String>> mentions = new TreeMap<>();
		all().forEach((document, text) -> pattern.matcher(text)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet())
			.forEach((name) -> mentions.computeIfAbsent(name, (key) -> new TreeSet<>()).add(document)));
		return mentions;
	}

}
