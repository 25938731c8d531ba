package io.musubito.document;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.musubito.testing.Documents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each link of a document leads to a file of the project, and to a heading of it.
 */
class LinkTests {

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

	private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

	@Test
	void eachLinkLeadsToAFileAndAHeading() {
		List<String> broken = new ArrayList<>();
		Documents.all()
			.forEach((document, text) -> LINK.matcher(CODE.matcher(text).replaceAll(""))
				.results()
				.map((link) -> link.group(1))
				.filter((link) -> !link.matches("https?:.*"))
				.filter((link) -> !leadsSomewhere(document, link))
				.forEach((link) -> broken.add(document + ": " + link)));
		assertThat(broken).isEmpty();
	}

	@Test
	void knowsALinkFromOneThatLeadsNowhere() {
		assertThat(leadsSomewhere("docs/meters.md", "endpoint.md#metrics-over-time")).isTrue();
		assertThat(leadsSomewhere("docs/meters.md", "grafana/musubito.json")).isTrue();
		assertThat(leadsSomewhere("docs/meters.md", "endpoint.md#metrics")).isFalse();
		assertThat(leadsSomewhere("docs/meters.md", "endpoints.md")).isFalse();
	}

	private static boolean leadsSomewhere(String document, String link) {
		String[] parts = link.split("#", 2);
		Path file = Path.of(document);
		if (!parts[0].isEmpty()) {
			file = file.resolveSibling(parts[0]).normalize();
		}
		if (!Files.exists(Path.of("..").resolve(file))) {
			return false;
		}
		return parts.length == 1 || anchors(Documents.read(file.toString())).contains(parts[1]);
	}

	/**
	 * The anchors of headings, as GitHub makes them.
	 */
	private static Set<String> anchors(String text) {
		return HEADING.matcher(CODE.matcher(text).replaceAll(""))
			.results()
			.map((MatchResult heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.collect(Collectors.toSet());
	}

}
