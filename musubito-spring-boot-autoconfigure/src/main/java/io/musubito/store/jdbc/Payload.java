package io.musubito.store.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.musubito.UnrestorableContentException;
import io.musubito.store.UnreadableContent;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as it is stored: as text, so that it can be read with SQL, and compressed
 * when it is long.
 *
 * @param compressed whether the bytes are compressed
 * @param bytes the text in UTF-8 or gzip of it; {@code null} without a text
 * @param largest how many bytes the text has at most; of a longer one, no more is read
 */
record Payload(boolean compressed, byte @Nullable [] bytes, long largest) {

	// A shorter one takes longer to compress than to be written, and is read with SQL
	private static final int LONGEST_AS_IT_IS = 4 * 1024;

	/**
	 * A text that is written, which has any length.
	 */
	Payload(boolean compressed, byte @Nullable [] bytes) {
		this(compressed, bytes, Long.MAX_VALUE);
	}

	static Payload of(byte[] json) {
		if (json.length <= LONGEST_AS_IT_IS) {
			return new Payload(false, json);
		}
		ByteArrayOutputStream compressed = new ByteArrayOutputStream(json.length / 4);
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Payload(true, compressed.toByteArray());
	}

	static Payload of(@Nullable String json) {
		return (json != null) ? of(json.getBytes(StandardCharsets.UTF_8)) : new Payload(false, null);
	}

	static Payload read(ResultSet row, String compressedColumn, String bytesColumn, long largest) throws SQLException {
		return new Payload(row.getBoolean(compressedColumn), row.getBytes(bytesColumn), largest);
	}

	/**
	 * The text in UTF-8. Bytes that can't be decompressed are returned as they are: they
	 * don't match their hash, which is for the caller to find. Those that can't be
	 * restored say why, see {@link UnreadableContent}.
	 */
	byte @Nullable [] json() {
		if (TransformedContent.is(this.bytes)) {
			return UnreadableContent.because(TransformedContent.NOT_CONFIGURED);
		}
		if (!this.compressed || this.bytes == null) {
			return (this.bytes == null || this.bytes.length <= this.largest) ? this.bytes : tooLarge();
		}
		try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(this.bytes))) {
			byte[] json = gzip.readNBytes((int) Math.min(this.largest, Integer.MAX_VALUE - 16));
			return (gzip.read() < 0) ? json : tooLarge();
		}
		catch (IOException ex) {
			return this.bytes;
		}
	}

	private byte[] tooLarge() {
		return UnreadableContent.because(
				"it has more bytes than musubito.artifact.max-size allows, " + this.largest + ". Set that to more");
	}

	/**
	 * The text.
	 * @throws UnrestorableContentException when it was transformed and can't be restored
	 */
	@Nullable String text() {
		byte[] json = json();
		UnreadableContent.reason(json).ifPresent((reason) -> {
			throw new UnrestorableContentException(reason);
		});
		return (json != null) ? new String(json, StandardCharsets.UTF_8) : null;
	}

	/**
	 * The text for people, which says so, as JSON, when it can't be restored.
	 */
	@Nullable String shown() {
		try {
			return text();
		}
		catch (UnrestorableContentException ex) {
			return JsonColumns.string(TransformedContent.shownReason(String.valueOf(ex.getMessage())));
		}
	}

	/**
	 * The text, where it makes no difference whether it is missing or can't be restored.
	 */
	@Nullable String textOrNull() {
		try {
			return text();
		}
		catch (UnrestorableContentException ex) {
			return null;
		}
	}

}
