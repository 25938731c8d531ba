package io.musubito.run;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.musubito.store.NodeKey;
import org.jspecify.annotations.Nullable;

/**
 * The value of a component as people are shown it.
 *
 * @param hash the beginning of the hash that stands for the value in the key, or the
 * value itself when the key has no hash of it
 * @param text what may be read of the value; {@code null} when nothing may
 */
public record ComponentValue(String hash, @Nullable String text) {

	private static final Pattern HASHED = Pattern.compile("([0-9a-f]{64})(?: (.*))?", Pattern.DOTALL);

	private static final int HASH_LENGTH = 12;

	static ComponentValue of(String component) {
		Matcher hashed = HASHED.matcher(component);
		return (hashed.matches()) ? new ComponentValue(hashed.group(1).substring(0, HASH_LENGTH), hashed.group(2))
				: new ComponentValue(component, null);
	}

	/**
	 * What a key was made of, without what else is known of the execution.
	 * @param components the components of the key
	 * @return the values by the names of the components
	 */
	public static SortedMap<String, ComponentValue> allOf(SortedMap<String, String> components) {
		SortedMap<String, ComponentValue> values = new TreeMap<>();
		components.forEach((name, component) -> {
			if (!NodeKey.isNote(name)) {
				values.put(name, of(component));
			}
		});
		return values;
	}

}
