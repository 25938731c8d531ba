package io.musubito.value;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256. A digest is copied from a fresh one, because looking the algorithm up costs
 * more than hashing a short value.
 */
public final class Sha256 {

	private static final MessageDigest FRESH = lookUp();

	private Sha256() {
	}

	public static MessageDigest newDigest() {
		try {
			return (MessageDigest) FRESH.clone();
		}
		catch (CloneNotSupportedException ex) {
			return lookUp();
		}
	}

	/**
	 * Reads a stream to its end.
	 * @param digest receives the content
	 * @param stream the stream, which is not closed
	 * @return the number of bytes read
	 * @throws IOException if it can't be read
	 */
	public static long update(MessageDigest digest, InputStream stream) throws IOException {
		byte[] buffer = new byte[16 * 1024];
		long size = 0;
		int count = stream.read(buffer);
		while (count >= 0) {
			digest.update(buffer, 0, count);
			size += count;
			count = stream.read(buffer);
		}
		return size;
	}

	private static MessageDigest lookUp() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no SHA-256", ex);
		}
	}

}
