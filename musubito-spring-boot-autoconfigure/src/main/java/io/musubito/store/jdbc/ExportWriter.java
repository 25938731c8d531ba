package io.musubito.store.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Writes the lines of an export, and as the last one how many records it has and a hash
 * of all that is before.
 */
final class ExportWriter {

	private final OutputStream target;

	private final ContentColumns columns;

	private final MessageDigest digest = ExportEnd.newDigest();

	private long records = -1;

	ExportWriter(OutputStream target, ContentColumns columns) {
		this.columns = columns;
		this.target = target;
	}

	/**
	 * Writes a line; the first one is no record.
	 * @throws UncheckedIOException when it can't be written
	 */
	void write(String line) {
		boolean first = this.records < 0;
		byte[] bytes = (((first) ? line : this.columns.exported(line)) + "\n").getBytes(StandardCharsets.UTF_8);
		this.digest.update(bytes);
		this.records++;
		write(bytes);
	}

	void end() {
		write((ExportEnd.line(this.records, this.digest) + "\n").getBytes(StandardCharsets.UTF_8));
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
