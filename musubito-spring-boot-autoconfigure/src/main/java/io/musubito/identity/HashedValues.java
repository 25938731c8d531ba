package io.musubito.identity;

import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * The hash of values, computed again when they are others.
 */
final class HashedValues {

	private volatile @Nullable Known known;

	String of(SortedMap<String, String> values) {
		Known last = this.known;
		if (last == null || !last.values.equals(values)) {
			last = new Known(values, ComponentHash.of(values));
			this.known = last;
		}
		return last.hash;
	}

	private record Known(SortedMap<String, String> values, String hash) {

	}

}
