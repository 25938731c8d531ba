package io.musubito.code;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import io.musubito.code.FingerprintMemory.Entry;
import io.musubito.value.Sha256;

/**
 * Fingerprints and their evidence as bytes: a hash of the content, which begins with the
 * algorithm that computed them, then each text once, then the fingerprints. What is not
 * exactly so is as good as nothing.
 */
final class FingerprintFile {

	static final int HASH_BYTES = 32;

	private FingerprintFile() {
	}

	/**
	 * Writes fingerprints.
	 * @param algorithm what computed them
	 * @param entries the fingerprints by question
	 * @return the bytes, empty when a text is too long
	 */
	static Optional<byte[]> write(String algorithm, Map<String, Entry> entries) {
		FingerprintWriter writer = new FingerprintWriter();
		try {
			writer.entries(entries);
			return Optional.of(writer.finish(algorithm));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Reads fingerprints.
	 * @param algorithm what has to have computed them
	 * @param bytes what was written
	 * @return the fingerprints by question, none when the bytes are damaged or another
	 * algorithm computed them
	 */
	static Map<String, Entry> read(String algorithm, byte[] bytes) {
		if (bytes.length < HASH_BYTES) {
			return Map.of();
		}
		MessageDigest digest = Sha256.newDigest();
		digest.update(bytes, HASH_BYTES, bytes.length - HASH_BYTES);
		if (!Arrays.equals(digest.digest(), 0, HASH_BYTES, bytes, 0, HASH_BYTES)) {
			return Map.of();
		}
		try {
			DataInputStream in = new DataInputStream(
					new ByteArrayInputStream(bytes, HASH_BYTES, bytes.length - HASH_BYTES));
			return (in.readUTF().equals(algorithm)) ? new FingerprintReader(in).entries() : Map.of();
		}
		catch (IOException | RuntimeException ex) {
			return Map.of();
		}
	}

}
