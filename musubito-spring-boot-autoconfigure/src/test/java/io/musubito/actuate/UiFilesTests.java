package io.musubito.actuate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code files.js} names what each page of the page imports: a browser asks for all of it
 * at once.
 */
class UiFilesTests {

	private static final Path SCRIPTS = Path.of("js");

	private static final Pattern IMPORT = Pattern.compile("\\b(?:import|from)\\s*[\"'](\\.[^\"']+)[\"']");

	private static final Pattern TEXT = Pattern.compile("'([^']+\\.js)'");

	private final String files = read("js/files.js");

	@ParameterizedTest
	@ValueSource(strings = { "runs", "run", "plan", "compare", "store-graph", "metrics", "step" })
	void namesAllFilesOfAPage(String page) {
		Set<String> named = named("const SHELL = [", "];");
		Set<String> ofPage = named("\t" + (page.contains("-") ? "'" + page + "'" : page) + ": [", "\t],");
		named.addAll(ofPage);
		Set<String> imported = imported("main.js", "pages/" + page + ".js");
		if (text("\t" + (page.contains("-") ? "'" + page + "'" : page) + ": [", "\t],").contains("...GRAPH")) {
			named.addAll(named("const GRAPH = [", "];"));
			imported.addAll(imported("graph/graph-element.js"));
		}
		imported.removeAll(imported("early.js"));
		imported.remove("main.js");
		assertThat(named).containsExactlyInAnyOrderElementsOf(imported);
	}

	private Set<String> named(String start, String end) {
		return TEXT.matcher(text(start, end))
			.results()
			.map((MatchResult file) -> file.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private String text(String start, String end) {
		int from = this.files.indexOf(start);
		assertThat(from).as(start).isPositive();
		return this.files.substring(from, this.files.indexOf(end, from));
	}

	private static Set<String> imported(String... files) {
		Set<String> found = new TreeSet<>();
		for (String file : files) {
			add(SCRIPTS.resolve(file), found);
		}
		return found;
	}

	private static void add(Path file, Set<String> found) {
		if (found.add(SCRIPTS.relativize(file).toString())) {
			IMPORT.matcher(read(file.toString()))
				.results()
				.forEach((imported) -> add(file.resolveSibling(imported.group(1)).normalize(), found));
		}
	}

	private static String read(String file) {
		try {
			return new ClassPathResource("META-INF/musubito-ui/" + file).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
