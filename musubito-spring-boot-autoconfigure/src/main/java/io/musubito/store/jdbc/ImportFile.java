package io.musubito.store.jdbc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Consumer;

import io.musubito.ImportRefusedException;
import io.musubito.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file that was exported, line by line, as often as is needed. Each time it is
 * verified that the file is whole.
 */
final class ImportFile {

	private static final int LONGEST_REASON = 800;

	private final Path file;

	private final String namespace;

	private final ContentColumns columns;

	private long line;

	ImportFile(Path file, String namespace, ContentColumns columns) {
		this.columns = columns;
		this.file = file;
		this.namespace = namespace;
	}

	/**
	 * Gives all records to somebody, in order.
	 * @return the last line
	 * @throws ImportRefusedException when the file is not what an export writes
	 */
	String read(Consumer<ExportRecord> records) {
		this.line = 0;
		try (InputStream stream = new BufferedInputStream(Files.newInputStream(this.file), 1 << 16)) {
			return read(stream, records);
		}
		catch (IllegalArgumentException ex) {
			throw refused(this.line, ex.getMessage() + ".");
		}
		catch (IOException ex) {
			throw new StoreException("The file '" + this.file + "' can't be read to import it: " + ex.getMessage()
					+ ". Check that it is there and that this process may read it.", ex);
		}
	}

	private String read(InputStream stream, Consumer<ExportRecord> records) throws IOException {
		MessageDigest digest = ExportEnd.newDigest();
		ImportHeader.of(next(stream, digest)).verify(this.namespace);
		while (true) {
			MessageDigest before = copy(digest);
			ImportLine next = next(stream, digest);
			if (ExportEnd.RECORD.equals(next.record())) {
				if (!next.json().equals(ExportEnd.line(this.line - 2, before))) {
					throw new IllegalArgumentException("the lines before it are not those that were exported: some "
							+ "were changed, added or removed. Copy the file again, or export again");
				}
				requireEnd(stream);
				return next.json();
			}
			records.accept(next.toRecord(this.line));
		}
	}

	private ImportLine next(InputStream stream, MessageDigest digest) throws IOException {
		this.line++;
		byte[] bytes = nextLine(stream);
		if (bytes == null) {
			throw new IllegalArgumentException(
					"the file ends here, before its last line: it was cut off. Copy it " + "again, or export again");
		}
		digest.update(bytes);
		digest.update((byte) '\n');
		return this.columns.imported(ImportLine.read(bytes));
	}

	private byte @Nullable [] nextLine(InputStream stream) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		long most = this.columns.longestLine();
		int next = stream.read();
		while (next >= 0 && next != '\n') {
			if (line.size() >= most) {
				throw new IllegalArgumentException(
						"it is longer than a content may be. Set musubito.artifact.max-size, " + "which is "
								+ this.columns.largest() + " bytes, to more");
			}
			line.write(next);
			next = stream.read();
		}
		return (next >= 0) ? line.toByteArray() : null;
	}

	private void requireEnd(InputStream stream) throws IOException {
		if (stream.read() >= 0) {
			this.line++;
			throw new IllegalArgumentException(
					"something follows the last line of the export. Copy the file again, or " + "export again");
		}
	}

	private static MessageDigest copy(MessageDigest digest) {
		try {
			return (MessageDigest) digest.clone();
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * More than anything in it can be counted.
	 */
	long size() {
		try {
			return Files.size(this.file);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	ImportRefusedException refused(long at, String reason) {
		// What is quoted of the file may be long, and have line breaks
		String shown = reason.replaceAll("\\p{Cntrl}", "?");
		return new ImportRefusedException(this.file.toString(), at, (shown.length() > LONGEST_REASON)
				? shown.substring(0, LONGEST_REASON / 2) + " … " + shown.substring(shown.length() - LONGEST_REASON / 2)
				: shown);
	}

}
