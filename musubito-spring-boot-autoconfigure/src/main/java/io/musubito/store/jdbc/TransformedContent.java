package io.musubito.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import io.musubito.UnrestorableContentException;
import org.jspecify.annotations.Nullable;

import org.springframework.lang.Contract;

/**
 * What a transformed content looks like, so that it is told from one that was stored as
 * it is.
 */
final class TransformedContent {

	/** What a line of an export is that is transformed. */
	static final String RECORD = "transformed";

	/** The field of such a line. */
	static final String FIELD = "content";

	/** Why one can't be restored by an application that transforms nothing. */
	static final String NOT_CONFIGURED = "it is encrypted, and this application has no keys. Set "
			+ "musubito.encryption.keys to those of the application that has written it";

	private static final byte[] BYTES = { 0, 'M', 'T', 1 };

	private static final String TEXT = "transformed:";

	// No Base64
	private static final String UNREADABLE = TEXT + "!";

	private TransformedContent() {
	}

	static byte[] bytes(byte[] transformed) {
		byte[] all = Arrays.copyOf(BYTES, BYTES.length + transformed.length);
		System.arraycopy(transformed, 0, all, BYTES.length, transformed.length);
		return all;
	}

	static String text(byte[] transformed) {
		return TEXT + Base64.getEncoder().encodeToString(transformed);
	}

	static boolean is(byte @Nullable [] stored) {
		return stored != null && stored.length >= BYTES.length
				&& Arrays.equals(stored, 0, BYTES.length, BYTES, 0, BYTES.length);
	}

	static boolean is(@Nullable String stored) {
		return stored != null && stored.startsWith(TEXT);
	}

	/**
	 * What was transformed, of what {@link #bytes} returned.
	 */
	static byte[] of(byte[] stored) {
		return Arrays.copyOfRange(stored, BYTES.length, stored.length);
	}

	/**
	 * The same as bytes, of a text. Of one that was changed so that it is none, nothing.
	 */
	static byte[] bytesOf(String stored) {
		try {
			return bytes(Base64.getDecoder().decode(stored.substring(TEXT.length())));
		}
		catch (IllegalArgumentException ex) {
			return bytes(new byte[0]);
		}
	}

	/**
	 * What stands for a text that can't be restored.
	 */
	static String unreadable(String reason) {
		return UNREADABLE + reason;
	}

	/**
	 * Returns a text that is not transformed.
	 * @throws UnrestorableContentException when it still is
	 */
	@Contract("null -> null; !null -> !null")
	static @Nullable String require(@Nullable String text) {
		if (is(text)) {
			throw new UnrestorableContentException(reason(text));
		}
		return text;
	}

	/**
	 * A text for people, which says so when it can't be read.
	 */
	@Contract("null -> null; !null -> !null")
	static @Nullable String shown(@Nullable String text) {
		return is(text) ? shownReason(reason(text)) : text;
	}

	static String shownReason(String reason) {
		return "(can't be read: " + reason + ")";
	}

	private static String reason(@Nullable String text) {
		return (text != null && text.startsWith(UNREADABLE)) ? text.substring(UNREADABLE.length()) : NOT_CONFIGURED;
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
