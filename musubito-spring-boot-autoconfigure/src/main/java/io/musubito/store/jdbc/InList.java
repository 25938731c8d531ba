package io.musubito.store.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The values of {@code IN (:list)}. Each length is another statement, which a connection
 * keeps: so there are few lengths.
 */
final class InList {

	private InList() {
	}

	/**
	 * Lengthens a list to a power of two, which changes nothing of what it contains.
	 * @param values the values, not empty
	 * @return the values, the last one several times
	 */
	static <T extends @Nullable Object> List<T> of(Collection<T> values) {
		List<T> list = new ArrayList<>(values);
		int length = (list.size() <= 1) ? 1 : Integer.highestOneBit(list.size() - 1) << 1;
		list.addAll(Collections.nCopies(length - list.size(), list.get(list.size() - 1)));
		return list;
	}

}
