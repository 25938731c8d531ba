package io.musubito.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What stands for a content that is stored and can't be used, with the reason. It is no
 * JSON, and so never the content that a hash is of.
 */
public final class UnreadableContent {

	private static final byte[] MARK = { 0, 'M', 'T', 0 };

	private UnreadableContent() {
	}

	/**
	 * The bytes that say why there are no others.
	 * @param reason why, as a part of a sentence for people
	 * @return the bytes
	 */
	public static byte[] because(String reason) {
		byte[] text = reason.getBytes(StandardCharsets.UTF_8);
		byte[] all = Arrays.copyOf(MARK, MARK.length + text.length);
		System.arraycopy(text, 0, all, MARK.length, text.length);
		return all;
	}

	/**
	 * Why bytes are not the content.
	 * @param content what was read; {@code null} when there is none
	 * @return the reason; empty when they may be the content
	 */
	public static Optional<String> reason(byte @Nullable [] content) {
		if (content == null || content.length < MARK.length
				|| !Arrays.equals(content, 0, MARK.length, MARK, 0, MARK.length)) {
			return Optional.empty();
		}
		return Optional.of(new String(content, MARK.length, content.length - MARK.length, StandardCharsets.UTF_8));
	}

}
