package io.musubito.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.musubito.ArtifactTransformer;
import io.musubito.ContentPlace;
import io.musubito.UnrestorableContentException;

/**
 * Encrypts with AES in Galois/Counter Mode (NIST SP 800-38D): a nonce of 96 random bits
 * for each content, a tag of 128 bits. The id of the key is stored before the nonce. The
 * tag is also of that id and of the place, so that a content can't be moved to another
 * namespace or column.
 *
 * <p>
 * With random nonces, one key is good for 2<sup>32</sup> contents.
 */
public final class AesGcmTransformer implements ArtifactTransformer {

	private static final String CIPHER = "AES/GCM/NoPadding";

	private static final int NONCE_BYTES = 12;

	private static final int TAG_BITS = 128;

	private static final int LONGEST_ID = 64;

	private final String active;

	private final Map<String, SecretKey> keys = new LinkedHashMap<>();

	private final SecureRandom random = new SecureRandom();

	/**
	 * Creates the transformer.
	 * @param active the id of the key that encrypts
	 * @param keys the keys by their ids of at most 64 ASCII characters, each of 16, 24 or
	 * 32 bytes; all of them decrypt
	 */
	public AesGcmTransformer(String active, Map<String, byte[]> keys) {
		keys.forEach((id, key) -> this.keys.put(requireShort(id), new SecretKeySpec(key, "AES")));
		if (!this.keys.containsKey(active)) {
			throw new IllegalArgumentException("There is no key '" + active + "'");
		}
		this.active = active;
	}

	private static String requireShort(String id) {
		if (id.isEmpty() || id.length() > LONGEST_ID || !StandardCharsets.US_ASCII.newEncoder().canEncode(id)) {
			throw new IllegalArgumentException("'" + id + "' is no id of a key");
		}
		return id;
	}

	@Override
	public byte[] transform(byte[] content, ContentPlace place) {
		byte[] id = this.active.getBytes(StandardCharsets.US_ASCII);
		byte[] nonce = new byte[NONCE_BYTES];
		this.random.nextBytes(nonce);
		try {
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, this.active, nonce, place);
			ByteBuffer stored = ByteBuffer.allocate(1 + id.length + NONCE_BYTES + cipher.getOutputSize(content.length));
			stored.put((byte) id.length).put(id).put(nonce);
			cipher.doFinal(ByteBuffer.wrap(content), stored);
			return stored.array();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java runtime can't encrypt with " + CIPHER, ex);
		}
	}

	@Override
	public byte[] restore(byte[] stored, ContentPlace place) {
		int idLength = (stored.length > 0) ? stored[0] : 0;
		if (idLength <= 0 || stored.length < 1 + idLength + NONCE_BYTES + TAG_BITS / 8) {
			throw new UnrestorableContentException("it is encrypted and was cut off or changed");
		}
		String id = new String(stored, 1, idLength, StandardCharsets.US_ASCII);
		if (!this.keys.containsKey(id)) {
			throw new UnrestorableContentException(unknown(id));
		}
		byte[] nonce = new byte[NONCE_BYTES];
		System.arraycopy(stored, 1 + idLength, nonce, 0, NONCE_BYTES);
		int from = 1 + idLength + NONCE_BYTES;
		try {
			return cipher(Cipher.DECRYPT_MODE, id, nonce, place).doFinal(stored, from, stored.length - from);
		}
		catch (AEADBadTagException ex) {
			throw new UnrestorableContentException(
					"it is encrypted with a key '" + id + "' that is not the one of musubito.encryption.keys." + id
							+ ", or it was changed or moved in the store. Set the key that it was written with");
		}
		catch (GeneralSecurityException ex) {
			throw new UnrestorableContentException("this Java runtime can't decrypt it: " + ex.getMessage());
		}
	}

	private static String unknown(String id) {
		// Whoever can write the store may have written the id
		String shown = id.replaceAll("[^A-Za-z0-9._-]", "?");
		return "it is encrypted with the key '" + shown + "', which musubito.encryption.keys does not have. Add it "
				+ "there beside the others";
	}

	private Cipher cipher(int mode, String id, byte[] nonce, ContentPlace place) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(CIPHER);
		cipher.init(mode, this.keys.get(id), new GCMParameterSpec(TAG_BITS, nonce));
		// The lengths keep one part from ending where another begins
		byte[] namespace = place.namespace().getBytes(StandardCharsets.UTF_8);
		byte[] column = place.column().getBytes(StandardCharsets.UTF_8);
		cipher.updateAAD(ByteBuffer.allocate(8).putInt(namespace.length).putInt(column.length).array());
		cipher.updateAAD(namespace);
		cipher.updateAAD(column);
		cipher.updateAAD(id.getBytes(StandardCharsets.US_ASCII));
		return cipher;
	}

	@Override
	public String toString() {
		// No key
		return "AES-GCM with key '" + this.active + "' of " + this.keys.keySet();
	}

}
