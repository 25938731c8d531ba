package io.musubito.value;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * The comparators of sorted collections. They decide what is found in one, so they belong
 * to it. Those of the JDK that have no state are known by their class.
 */
final class Comparators {

	private static final Set<String> CONSTANTS = Set.of("java.lang.String$CaseInsensitiveComparator",
			"java.util.Collections$ReverseComparator");

	private Comparators() {
	}

	/**
	 * The comparator of a collection.
	 * @param container a map or a collection
	 * @return its comparator; {@code null} when it has none or the natural one
	 */
	static @Nullable Object of(Object container) {
		Comparator<?> comparator = null;
		if (container instanceof SortedMap<?, ?> map) {
			comparator = map.comparator();
		}
		else if (container instanceof SortedSet<?> set) {
			comparator = set.comparator();
		}
		else if (container instanceof PriorityQueue<?> queue) {
			comparator = queue.comparator();
		}
		return (comparator != null && comparator != Comparator.naturalOrder() && !isNaturalOfGuava(comparator))
				? comparator : null;
	}

	static boolean isConstant(Class<?> type) {
		return CONSTANTS.contains(type.getName());
	}

	private static boolean isNaturalOfGuava(Comparator<?> comparator) {
		return comparator.getClass().getName().equals("com.google.common.collect.NaturalOrdering");
	}

}
