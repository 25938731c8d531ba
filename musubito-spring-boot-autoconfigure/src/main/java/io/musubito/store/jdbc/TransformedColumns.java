package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;

import io.musubito.ArtifactTransformer;
import io.musubito.ContentPlace;
import io.musubito.UnrestorableContentException;
import org.jspecify.annotations.Nullable;

/**
 * The columns whose content is private, and how it is stored. Statements name a parameter
 * as the column that it is written to, and so none of them can be forgotten. Safe for use
 * by any number of threads.
 */
final class TransformedColumns {

	/** The lines of an exported file, which are no column. */
	static final String EXPORT = "export";

	private static final Set<String> PRIVATE = Set.of("payload", "inputs", "arguments", "content", "why", "error",
			"obstacle", "components");

	private final String namespace;

	private volatile @Nullable ArtifactTransformer transformer;

	private volatile boolean exports;

	TransformedColumns(String namespace) {
		this.namespace = namespace;
	}

	/**
	 * Transforms from now on.
	 * @param by transforms
	 * @param exported whether exported files are transformed, too
	 */
	void transform(ArtifactTransformer by, boolean exported) {
		this.transformer = by;
		this.exports = exported;
	}

	/**
	 * Whether equal contents need not be equal as they are stored.
	 */
	boolean isTransforming() {
		return this.transformer != null;
	}

	/**
	 * The value that is stored.
	 * @param column the column, which need not be a private one
	 * @param value a text, bytes, or something else, which is never private
	 */
	@Nullable Object stored(Object column, @Nullable Object value) {
		if (this.transformer == null || value == null || !PRIVATE.contains(column)) {
			return value;
		}
		if (value instanceof byte[] bytes) {
			return TransformedContent.bytes(transform(bytes, (String) column));
		}
		return (value instanceof String text)
				? TransformedContent.text(transform(TransformedContent.utf8(text), (String) column)) : value;
	}

	private byte[] transform(byte[] content, String column) {
		ArtifactTransformer by = this.transformer;
		if (by == null) {
			throw new IllegalStateException("Nothing is transformed");
		}
		return by.transform(content, new ContentPlace(this.namespace, column));
	}

	/**
	 * A statement whose rows have the contents, where they are transformed.
	 */
	PreparedStatement restoring(PreparedStatement statement) {
		return (this.transformer != null) ? RestoredRows.of(statement, this) : statement;
	}

	/**
	 * The content of what is stored as bytes.
	 * @throws UnrestorableContentException when it can't be restored
	 */
	byte[] restore(byte[] stored, String column) {
		ArtifactTransformer by = this.transformer;
		if (by == null) {
			throw new UnrestorableContentException(TransformedContent.NOT_CONFIGURED);
		}
		try {
			return by.restore(TransformedContent.of(stored), new ContentPlace(this.namespace, column));
		}
		catch (UnrestorableContentException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new UnrestorableContentException("the ArtifactTransformer " + by.getClass().getName()
					+ " failed to restore it with " + ex.getClass().getName());
		}
	}

	/**
	 * A line of an export as it is written.
	 */
	String exported(String line) {
		if (!isTransforming() || !this.exports) {
			return line;
		}
		Payload payload = Payload.of(line);
		byte[] bytes = (payload.bytes() != null) ? payload.bytes() : new byte[0];
		byte[] flagged = new byte[bytes.length + 1];
		flagged[0] = (byte) ((payload.compressed()) ? 1 : 0);
		System.arraycopy(bytes, 0, flagged, 1, bytes.length);
		return new ExportLine(TransformedContent.RECORD)
			.text(TransformedContent.FIELD, Base64.getEncoder().encodeToString(transform(flagged, EXPORT)))
			.end();
	}

	/**
	 * A line of an export as it was before it was transformed.
	 * @throws IllegalArgumentException when it can't be restored
	 */
	ImportLine imported(ImportLine line) {
		if (!TransformedContent.RECORD.equals(line.record())) {
			return line;
		}
		try {
			byte[] stored = Base64.getDecoder().decode(line.text(TransformedContent.FIELD));
			byte[] flagged = restore(TransformedContent.bytes(stored), EXPORT);
			if (flagged.length == 0) {
				throw new UnrestorableContentException("it is empty");
			}
			Payload payload = new Payload(flagged[0] == 1, Arrays.copyOfRange(flagged, 1, flagged.length));
			return ImportLine.read(Objects.requireNonNull(payload.json()));
		}
		catch (UnrestorableContentException ex) {
			throw new IllegalArgumentException(String.valueOf(ex.getMessage()), ex);
		}
	}

}
