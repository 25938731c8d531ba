package io.musubito.document;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.musubito.testing.Documents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/README.md} leads to each page, once.
 */
class DocumentIndexTests {

	private static final String INDEX = "docs/README.md";

	private static final Pattern LINK = Pattern.compile("]\\(([\\w./-]+\\.md)\\)");

	@Test
	void leadsToEachPageOnce() {
		List<String> pages = Documents.all()
			.keySet()
			.stream()
			.filter((file) -> file.startsWith("docs/") && !file.equals(INDEX))
			.map((file) -> file.substring("docs/".length()))
			.toList();
		assertThat(pages).hasSizeGreaterThan(30);
		assertThat(LINK.matcher(Documents.read(INDEX)).results().map((link) -> link.group(1)))
			.filteredOn((link) -> !link.startsWith("../"))
			.containsExactlyInAnyOrderElementsOf(pages);
	}

	@Test
	void saysOfEachLinkWhatItIsAbout() {
		Map<Boolean, List<String>> lines = Documents.read(INDEX)
			.lines()
			.filter((line) -> line.startsWith("- "))
			.collect(Collectors.partitioningBy((line) -> line.matches("- \\[[^]]+]\\([^)]+\\): .{10,}")));
		assertThat(lines.get(true)).isNotEmpty();
		assertThat(lines.get(false)).isEmpty();
	}

}
