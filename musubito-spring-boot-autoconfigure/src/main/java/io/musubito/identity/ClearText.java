package io.musubito.identity;

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
		return Secrets.maybe(key, value) ? null : OneLine.of(value, VALUE_LENGTH);
	}

	/**
	 * What may be read of a property with all that is below it.
	 * @return the text, without the values that may be secrets; {@code null} when all may
	 * be
	 */
	static @Nullable String of(String key, SortedMap<String, String> values) {
		if (Set.of(ITSELF, RESOLVED).containsAll(values.keySet()) && Set.copyOf(values.values()).size() == 1) {
			return of(key, values.values().iterator().next());
		}
		StringJoiner text = new StringJoiner(", ", "{", "}");
		boolean clear = false;
		for (Map.Entry<String, String> entry : values.entrySet()) {
			String value = of(key + "." + entry.getKey(), entry.getValue());
			clear = clear || value != null;
			text.add(OneLine.of(entry.getKey(), VALUE_LENGTH) + "=" + ((value != null) ? value : OneLine.CUT));
		}
		return (clear) ? OneLine.of(text.toString(), LENGTH) : null;
	}

}
