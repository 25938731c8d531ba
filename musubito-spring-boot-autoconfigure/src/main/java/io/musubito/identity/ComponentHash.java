package io.musubito.identity;

import java.util.SortedMap;

import io.musubito.value.DigestSink;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the values of properties, and of what is another one now than at startup.
 */
final class ComponentHash {

	private static final String UNSET = "unset";

	private static final String PROPERTY = "property ";

	private ComponentHash() {
	}

	/**
	 * The name of the component that a property is.
	 */
	static String nameOf(String key) {
		return PROPERTY + key;
	}

	static String of(@Nullable String value) {
		if (value == null) {
			return UNSET;
		}
		DigestSink sink = new DigestSink("property");
		sink.text(value);
		return sink.hex();
	}

	static String of(SortedMap<String, String> values) {
		if (values.isEmpty()) {
			return UNSET;
		}
		DigestSink sink = new DigestSink("property");
		values.forEach((name, value) -> {
			sink.text(name);
			sink.text(value);
		});
		return sink.hex();
	}

	static String ofBoth(String atStartup, String now) {
		if (now.equals(atStartup)) {
			return now;
		}
		DigestSink both = new DigestSink("changed-configuration");
		both.text(atStartup);
		both.text(now);
		return both.hex();
	}

}
