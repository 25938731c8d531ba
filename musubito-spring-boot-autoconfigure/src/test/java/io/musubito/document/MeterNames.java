package io.musubito.document;

import java.util.Set;
import java.util.stream.Collectors;

import io.musubito.testing.Documents;

/**
 * The names of meters as {@code docs/meters.md} has them, of which
 * {@code MeterDocumentTests} shows that they exist.
 */
final class MeterNames {

	private MeterNames() {
	}

	static Set<String> documented() {
		return Documents.rows("docs/meters.md")
			.stream()
			.map((row) -> row.get(0).replace("`", ""))
			.collect(Collectors.toSet());
	}

}
