package io.musubito.identity;

import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * The component that values are, computed again when they are others.
 */
final class HashedValues {

	private final String key;

	private volatile @Nullable Known known;

	HashedValues(String key) {
		this.key = key;
	}

	String of(SortedMap<String, String> values) {
		Known last = this.known;
		if (last == null || !last.values.equals(values)) {
			last = new Known(values, ComponentHash.of(this.key, values));
			this.known = last;
		}
		return last.component;
	}

	private record Known(SortedMap<String, String> values, String component) {

	}

}
