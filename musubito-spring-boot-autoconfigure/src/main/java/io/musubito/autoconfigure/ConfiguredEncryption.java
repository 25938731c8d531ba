package io.musubito.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.musubito.ArtifactTransformer;
import io.musubito.encryption.AesGcmTransformer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads the keys that the properties name. No message has a part of a key.
 */
final class ConfiguredEncryption {

	private static final String KEYS = "musubito.encryption.keys.";

	private static final String ACTIVE = "musubito.encryption.active-key";

	private static final String NEW_KEY = "Make one with: openssl rand -base64 32";

	private static final Set<Integer> LENGTHS = Set.of(16, 24, 32);

	// Longer than Base64 of 32 bytes with white space around it
	private static final int LONGEST = 1_024;

	private ConfiguredEncryption() {
	}

	/**
	 * The transformer that the properties describe.
	 * @return the transformer; {@code null} when there are no keys
	 * @throws InvalidPropertyException when a key can't be used
	 */
	static @Nullable ArtifactTransformer of(EncryptionProperties properties) {
		String active = StringUtils.hasText(properties.getActiveKey()) ? properties.getActiveKey() : null;
		if (properties.getKeys().isEmpty()) {
			if (active != null) {
				throw new InvalidPropertyException(
						ACTIVE + " is '" + active + "', and there is no key: nothing would be " + "encrypted. Set "
								+ KEYS + active + ".file or .value, or leave it out.");
			}
			return null;
		}
		Map<String, byte[]> keys = new LinkedHashMap<>();
		properties.getKeys().forEach((id, key) -> keys.put(valid(id), read(KEYS + id, key)));
		if (active == null && keys.size() > 1) {
			throw new InvalidPropertyException("musubito.encryption.keys has the keys " + keys.keySet()
					+ ", and nothing says which of them encrypts. Set " + ACTIVE + " to one of them.");
		}
		String encrypting = (active != null) ? active : keys.keySet().iterator().next();
		if (!keys.containsKey(encrypting)) {
			throw new InvalidPropertyException(ACTIVE + " is '" + encrypting + "', and musubito.encryption.keys has "
					+ keys.keySet() + ". Set it to one of them.");
		}
		return new AesGcmTransformer(encrypting, keys);
	}

	private static String valid(String id) {
		if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
			throw new InvalidPropertyException("musubito.encryption.keys has the id '" + id
					+ "', which is stored with each content. Name a key by at most 64 letters, digits, '.', '_' and '-'.");
		}
		return id;
	}

	private static byte[] read(String property, EncryptionProperties.Key key) {
		String value = StringUtils.hasText(key.getValue()) ? key.getValue() : null;
		Path file = key.getFile();
		if ((value != null) == (file != null)) {
			throw new InvalidPropertyException(
					property + " has " + ((value != null) ? "both a value and a file" : "neither a value nor a file")
							+ ", so that it is not clear what the key is. Set one of " + property + ".value and "
							+ property + ".file. " + NEW_KEY + ".");
		}
		return (file != null) ? decode(property + ".file", "the file '" + file + "'", content(property + ".file", file))
				: decode(property + ".value", "the value", String.valueOf(value));
	}

	private static byte[] decode(String property, String what, String text) {
		byte[] key;
		try {
			key = Base64.getDecoder().decode(text.strip());
		}
		catch (IllegalArgumentException ex) {
			// Not the cause: it has characters of the key
			throw new InvalidPropertyException(property + " is no key: " + what + " is no Base64. " + NEW_KEY + ".");
		}
		if (!LENGTHS.contains(key.length)) {
			throw new InvalidPropertyException(property + " is no key of AES: " + what + " is Base64 of " + key.length
					+ " bytes, and a key has 16, 24 or 32. " + NEW_KEY + ".");
		}
		return key;
	}

	private static String content(String property, Path file) {
		String subject = property + " is '" + file + "', which can't be used: ";
		try {
			if (!Files.isRegularFile(file)) {
				throw new InvalidPropertyException(subject
						+ (Files.exists(file) ? "it is no file"
								: "there is no such file, seen from " + Path.of("").toAbsolutePath())
						+ ". Set it to the file with the key.");
			}
			verifyPermissions(subject, file);
			try (InputStream stream = Files.newInputStream(file)) {
				return new String(stream.readNBytes(LONGEST), StandardCharsets.US_ASCII);
			}
		}
		catch (NoSuchFileException ex) {
			throw new InvalidPropertyException(subject + "there is no such file. Set it to the file with the key.");
		}
		catch (IOException ex) {
			throw new InvalidPropertyException(subject + ex.getClass().getSimpleName()
					+ " when it was read. Let the user of this process read it, and nobody else.");
		}
	}

	private static void verifyPermissions(String subject, Path file) throws IOException {
		if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			return;
		}
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
		if (permissions.contains(PosixFilePermission.OTHERS_READ)
				|| permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
			throw new InvalidPropertyException(subject + "all users of this machine may "
					+ (permissions.contains(PosixFilePermission.OTHERS_READ) ? "read" : "write")
					+ " it, so that the key may be known. Make a new key, and only its owner's with: chmod 600 " + file
					+ " (in a volume of Kubernetes: defaultMode: 0440).");
		}
	}

}
