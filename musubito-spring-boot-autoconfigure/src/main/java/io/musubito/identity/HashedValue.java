package io.musubito.identity;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The component that one value is, computed again when it is another one.
 */
final class HashedValue {

	private final String key;

	private volatile Known known = new Known(null, ComponentHash.of("", (String) null));

	HashedValue(String key) {
		this.key = key;
	}

	String of(@Nullable String value) {
		Known last = this.known;
		if (!Objects.equals(last.value, value)) {
			last = new Known(value, ComponentHash.of(this.key, value));
			this.known = last;
		}
		return last.component;
	}

	private record Known(@Nullable String value, String component) {

	}

}
