package io.musubito.store.jdbc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The last line of an export, which tells whether anything before it is missing or was
 * changed.
 */
final class ExportEnd {

	static final String RECORD = "end";

	private ExportEnd() {
	}

	static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no SHA-256", ex);
		}
	}

	/**
	 * The line.
	 * @param records how many records the export has
	 * @param digest of all lines before it
	 */
	static String line(long records, MessageDigest digest) {
		return new ExportLine(RECORD).number("records", records)
			.text("sha256", HexFormat.of().formatHex(digest.digest()))
			.end();
	}

}
