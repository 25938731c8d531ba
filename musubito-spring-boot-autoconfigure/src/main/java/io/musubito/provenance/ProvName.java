package io.musubito.provenance;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.musubito.value.Sha256;

/**
 * Makes the names of what a document speaks of. They depend on nothing but what is named.
 */
final class ProvName {

	static final String PREFIX = "musubito";

	static final String NAMESPACE = "urn:musubito:provenance:";

	private static final Pattern PLAIN = Pattern.compile("[0-9a-z-]{1,128}");

	private ProvName() {
	}

	/**
	 * The name of something with an id, which is kept when it can be part of a name.
	 */
	static String of(String kind, String id) {
		return PREFIX + ":" + kind + "-" + (PLAIN.matcher(id).matches() ? id : hash(id));
	}

	/**
	 * The name of something that has no id of its own.
	 * @param kind what it is
	 * @param parts what tells it from others of its kind
	 */
	static String hashed(String kind, String... parts) {
		return PREFIX + ":" + kind + "-" + hash(parts);
	}

	/**
	 * The name of a relation, which has a meaning in its document only.
	 */
	static String blank(String kind, String... parts) {
		return "_:" + kind + "-" + hash(parts).substring(0, 32);
	}

	// All characters count, those too that UTF-8 has no bytes for
	private static String hash(String... parts) {
		MessageDigest digest = Sha256.newDigest();
		for (String part : parts) {
			ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * part.length());
			bytes.putInt(part.length()).asCharBuffer().put(part);
			digest.update(bytes.array());
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
