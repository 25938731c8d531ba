package io.musubito.identity;

import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * What people may read of the values of properties, on one line and shortened. It stands
 * behind the hash of the whole in a component, see {@link ComponentHash}.
 */
final class ClearText {

	private static final int VALUE_LENGTH = 80;

	private static final int LENGTH = 160;

	private static final String CUT = "…";

	// The value of the key as it is set, and as the application is given it
	private static final String ITSELF = ".";

	private static final String RESOLVED = "";

	private ClearText() {
	}

	/**
	 * What may be read of one value.
	 * @return the text; {@code null} when the value may be a secret
	 */
	static @Nullable String of(String key, String value) {
		return Secrets.maybe(key, value) ? null : shortened(value, VALUE_LENGTH);
	}

	/**
	 * What may be read of a property with all that is below it.
	 * @return the text, without the values that may be secrets; {@code null} when all may
	 * be
	 */
	static @Nullable String of(String key, SortedMap<String, String> values) {
		if (Set.of(ITSELF, RESOLVED).containsAll(values.keySet()) && Set.copyOf(values.values()).size() == 1) {
			return of(key, values.get(values.firstKey()));
		}
		StringJoiner text = new StringJoiner(", ", "{", "}");
		boolean clear = false;
		for (Map.Entry<String, String> entry : values.entrySet()) {
			String value = of(key + "." + entry.getKey(), entry.getValue());
			clear = clear || value != null;
			text.add(shortened(entry.getKey(), VALUE_LENGTH) + "=" + ((value != null) ? value : CUT));
		}
		return (clear) ? shortened(text.toString(), LENGTH) : null;
	}

	private static String shortened(String value, int length) {
		StringBuilder text = new StringBuilder();
		int end = Math.min(value.length(), length);
		if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
			end--;
		}
		for (int i = 0; i < end; i++) {
			char character = value.charAt(i);
			switch (character) {
				case '\n' -> text.append("\\n");
				case '\r' -> text.append("\\r");
				case '\t' -> text.append("\\t");
				default -> {
					if (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
							|| character == '\u2028' || character == '\u2029') {
						text.append("\\u").append(HexFormat.of().toHexDigits(character));
					}
					else {
						text.append(character);
					}
				}
			}
		}
		return (end < value.length()) ? text.append(CUT).toString() : text.toString();
	}

}
