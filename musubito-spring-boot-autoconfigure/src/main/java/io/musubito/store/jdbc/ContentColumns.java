package io.musubito.store.jdbc;

import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;

import io.musubito.ArtifactTransformer;
import io.musubito.ContentPlace;
import io.musubito.UnrestorableContentException;
import io.musubito.store.UnreadableContent;
import org.jspecify.annotations.Nullable;

/**
 * The columns with contents: which of them are private, how these are stored, and how
 * large a content may be. Statements name a parameter as the column that it is written
 * to, and so none of them can be forgotten. Safe for use by any number of threads.
 */
final class ContentColumns {

	/** The lines of an exported file, which are no column. */
	static final String EXPORT = "export";

	/** How many bytes a content has at most, unless that is configured. */
	private static final long LARGEST = 64L << 20;

	// What compressing and transforming add at most
	private static final long ADDED = 64 << 10;

	private static final Set<String> PRIVATE = Set.of("payload", "inputs", "arguments", "content", "why", "error",
			"obstacle", "components");

	private final String namespace;

	private volatile @Nullable ArtifactTransformer transformer;

	private volatile boolean exports;

	private volatile long largest = LARGEST;

	ContentColumns(String namespace) {
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
	 * Keeps and reads no larger contents from now on.
	 */
	void limit(long bytes) {
		this.largest = bytes;
	}

	/**
	 * How many bytes a content has at most, before it is compressed.
	 */
	long largest() {
		return this.largest;
	}

	/**
	 * A text with the limit of what is read: nothing larger gets into memory.
	 */
	String in(String sql) {
		return sql.replace(":largest", Long.toString(this.largest + ADDED));
	}

	/**
	 * Why a content is not kept.
	 */
	String tooLarge(long bytes) {
		return "it has " + bytes + " bytes, and musubito.artifact.max-size is " + this.largest
				+ ". Return less, or set that to more";
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
	 * How many bytes a line of an export has at most: in JSON, a content may take twice
	 * its space.
	 */
	long longestLine() {
		return 2 * (this.largest + ADDED);
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
			Payload payload = new Payload(flagged[0] == 1, Arrays.copyOfRange(flagged, 1, flagged.length),
					longestLine());
			byte[] json = Objects.requireNonNull(payload.json());
			UnreadableContent.reason(json).ifPresent((reason) -> {
				throw new UnrestorableContentException(reason);
			});
			return ImportLine.read(json);
		}
		catch (UnrestorableContentException ex) {
			throw new IllegalArgumentException(String.valueOf(ex.getMessage()), ex);
		}
	}

}
