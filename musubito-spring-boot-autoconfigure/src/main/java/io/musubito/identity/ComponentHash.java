package io.musubito.identity;

import java.util.SortedMap;

import io.musubito.value.DigestSink;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the values of properties, and of what is another one now than at startup.
 * <p>
 * Behind the hash, and a space, is what may be read of the value: {@code 3f2a… gpt-4o}.
 * The hash alone is part of the key, see {@link Identity#identifying}.
 */
final class ComponentHash {

	private static final String UNSET = "unset";

	private static final String PROPERTY = "property ";

	/** Between the hash and what may be read. */
	private static final char CLEAR = ' ';

	private ComponentHash() {
	}

	/**
	 * The name of the component that a property is.
	 */
	static String nameOf(String key) {
		return PROPERTY + key;
	}

	static String of(String key, @Nullable String value) {
		if (value == null) {
			return UNSET;
		}
		DigestSink sink = new DigestSink("property");
		sink.text(value);
		return component(sink.hex(), ClearText.of(key, value));
	}

	static String of(String key, SortedMap<String, String> values) {
		if (values.isEmpty()) {
			return UNSET;
		}
		DigestSink sink = new DigestSink("property");
		values.forEach((name, value) -> {
			sink.text(name);
			sink.text(value);
		});
		return component(sink.hex(), ClearText.of(key, values));
	}

	static String ofBoth(String atStartup, String now) {
		if (now.equals(atStartup)) {
			return now;
		}
		DigestSink both = new DigestSink("changed-configuration");
		both.text(Identity.identifying(PROPERTY, atStartup));
		both.text(Identity.identifying(PROPERTY, now));
		String one = clear(atStartup);
		String other = clear(now);
		return component(both.hex(), (one != null && other != null) ? other + " (at the start " + one + ")" : null);
	}

	private static String component(String hash, @Nullable String clear) {
		return (clear != null) ? hash + CLEAR + clear : hash;
	}

	private static @Nullable String clear(String component) {
		int start = component.indexOf(CLEAR);
		return (component.equals(UNSET)) ? UNSET : (start >= 0) ? component.substring(start + 1) : null;
	}

}
