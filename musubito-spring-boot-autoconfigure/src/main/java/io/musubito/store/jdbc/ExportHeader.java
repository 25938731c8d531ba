package io.musubito.store.jdbc;

import java.util.Locale;

import io.musubito.ExportSelection;
import io.musubito.store.StoredHashes;

/**
 * The first line of an export.
 */
final class ExportHeader {

	/** Changes with each change of what a line may be. */
	static final long FORMAT = 1;

	static final String RECORD = "export";

	private ExportHeader() {
	}

	static String line(String scheme, String namespace, ExportSelection selection) {
		ExportLine line = new ExportLine(RECORD).number("format", FORMAT)
			.text("scheme", scheme)
			.text("effectScheme", StoredHashes.EFFECT_SCHEME)
			.text("namespace", namespace)
			.text("scope", selection.scope().name().toLowerCase(Locale.ROOT));
		String name = selection.name();
		return ((name != null) ? line.text("name", name) : line).end();
	}

}
