package io.musubito.store.jdbc;

import io.musubito.store.StoredHashes;

/**
 * What the first line of a file says.
 *
 * @param line the line
 */
record ImportHeader(ImportLine line) {

	static ImportHeader of(ImportLine line) {
		if (!ExportHeader.RECORD.equals(line.record())) {
			throw new IllegalArgumentException("it is not the first line of an export. Import a file that was exported "
					+ "from a Musubito store");
		}
		return new ImportHeader(line);
	}

	/**
	 * Whether it can be understood, and its computations are told apart as those of the
	 * store.
	 * @throws IllegalArgumentException when that is not so
	 */
	void verify(String namespace) {
		Object format = this.line.values().get("format");
		if (!Long.valueOf(ExportHeader.FORMAT).equals(format)) {
			throw new IllegalArgumentException("the export has format " + format + ", and this release knows format "
					+ ExportHeader.FORMAT + " only. Import it with the release that wrote it, or with a newer one");
		}
		verifyScheme("scheme", StoredHashes.SCHEME);
		verifyScheme("effectScheme", StoredHashes.EFFECT_SCHEME);
		String its = this.line.text("namespace");
		if (!its.equals(namespace)) {
			throw new IllegalArgumentException("the export is of namespace '" + its + "', and this application has '"
					+ namespace + "': it would replay nothing of it. Set musubito.namespace=" + its
					+ ", or export from an application that has the same namespace");
		}
	}

	private void verifyScheme(String field, String expected) {
		String its = this.line.text(field);
		if (!its.equals(expected)) {
			throw new IllegalArgumentException("the export has the identity scheme '" + its
					+ "', and this release tells " + "computations apart by '" + expected
					+ "': it would replay nothing of it, and perform effects again. "
					+ "Use the same release of Musubito on both sides");
		}
	}

}
