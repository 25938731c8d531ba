package io.musubito.store.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes the lines of an export, and as the last one how many records it has and a hash
 * of all that is before.
 */
final class ExportWriter {

	/** The last line. */
	static final String END = "end";

	private final OutputStream target;

	private final MessageDigest digest = newDigest();

	private long records = -1;

	ExportWriter(OutputStream target) {
		this.target = target;
	}

	static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no SHA-256", ex);
		}
	}

	static String endLine(long records, MessageDigest digest) {
		return new ExportLine(END).number("records", records)
			.text("sha256", HexFormat.of().formatHex(digest.digest()))
			.end();
	}

	/**
	 * Writes a line; the first one is no record.
	 * @throws UncheckedIOException when it can't be written
	 */
	void write(String line) {
		byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
		this.digest.update(bytes);
		this.records++;
		write(bytes);
	}

	void end() {
		write((endLine(this.records, this.digest) + "\n").getBytes(StandardCharsets.UTF_8));
	}

	private void write(byte[] bytes) {
		try {
			this.target.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
