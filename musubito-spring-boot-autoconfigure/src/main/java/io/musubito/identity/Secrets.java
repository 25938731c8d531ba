package io.musubito.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what may be a secret, by its key or by itself. In doubt it is one.
 */
final class Secrets {

	/** Parts of keys, also in the middle of a word: {@code dbpassword}. */
	private static final List<String> IN_WORDS = List.of("passw", "passphrase", "secret", "credential", "apikey",
			"authoriz", "privatekey", "accesskey");

	private static final List<String> AT_END_OF_WORDS = List.of("token", "key", "pwd", "dsn", "jwt");

	private static final Set<String> WORDS = Set.of("auth", "oauth", "private", "pass", "passcode", "pin", "otp",
			"salt", "seedphrase", "mnemonic", "cookie", "session", "signature", "sas", "bearer", "cert", "certificate",
			"pem", "keys", "keystore", "truststore", "tokens", "user", "username", "login", "account", "webhook",
			"license", "connection", "vcap");

	private static final Pattern WORD_BOUNDARY = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

	private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}(\\.[0-9]{1,9})?");

	/** With something that is known to begin or to be in secrets. */
	private static final Pattern KNOWN = Pattern.compile("://[^/\\s]*@|-----BEGIN|(?i:secret|passwor|passwd|credential)"
			+ "|(?i:(password|passwd|pwd|secret|token|api[_-]?key|sig|signature|credential)\\s*[=:])"
			+ "|(?i:\\b(bearer|basic|digest|negotiate)\\s+\\S{8})|\\{(cipher|bcrypt|noop|pbkdf2|scrypt|argon2|vault)[^}]*\\}"
			+ "|\\bENC\\(|\\$2[aby]\\$|\\$argon2|\\bvault:|hooks\\.slack\\.com"
			+ "|\\b(sk|pk|rk|ghp|gho|ghu|ghs|ghr|xox[a-z]|whsec|hf|gsk|r8|npm|pypi|dop_v1|shpat|lsv2|tvly|pcsk|github_pat|glpat)[-_][\\w-]{8,}"
			+ "|\\b(AKIA|ASIA|AIza|ya29|eyJ|SG\\.)[\\w.-]{8,}");

	private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final Pattern SEGMENT = Pattern.compile("[\\p{L}\\p{N}+=]{12,}");

	private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{N}+=]+");

	private static final int LONG = 16;

	private Secrets() {
	}

	/**
	 * Whether a value may be a secret.
	 * @param key the key of the property
	 * @param value its value
	 * @return whether it is better not shown
	 */
	static boolean maybe(String key, String value) {
		return isKeyOfSecret(key, value) || KNOWN.matcher(value).find() || UUID.matcher(value).find()
				|| PARTS.splitAsStream(value).anyMatch(Secrets::isRandom);
	}

	private static boolean isKeyOfSecret(String key, String value) {
		return WORD_BOUNDARY.splitAsStream(key).map((word) -> word.toLowerCase(Locale.ROOT)).anyMatch((word) -> {
			if (word.equals("tokens")) {
				// How many of them a model may write
				return !NUMBER.matcher(value).matches();
			}
			return WORDS.contains(word) || IN_WORDS.stream().anyMatch(word::contains)
					|| AT_END_OF_WORDS.stream().anyMatch(word::endsWith);
		});
	}

	/**
	 * Whether nobody writes such a word: the letters of names change between upper and
	 * lower case once in a while, and digits are at their end.
	 */
	private static boolean isRandom(String word) {
		if (!SEGMENT.matcher(word).matches()) {
			return false;
		}
		int changes = 0;
		int digits = 0;
		for (int i = 0; i < word.length(); i++) {
			digits += (Character.isDigit(word.charAt(i))) ? 1 : 0;
			changes += (i > 0 && kind(word.charAt(i)) != kind(word.charAt(i - 1))) ? 1 : 0;
		}
		boolean mixed = digits > 0 && digits < word.length();
		return (word.length() >= LONG && (mixed || digits == word.length())) || changes * 5 > word.length() * 2
				|| (mixed && changes > 3);
	}

	private static int kind(char character) {
		return (Character.isDigit(character)) ? 0
				: (Character.isUpperCase(character)) ? 1 : (Character.isLetter(character)) ? 2 : 3;
	}

}
