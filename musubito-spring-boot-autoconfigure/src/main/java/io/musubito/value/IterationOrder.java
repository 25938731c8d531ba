package io.musubito.value;

import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * What the order means in which a map or a collection is iterated. One that is declared
 * nowhere may differ from process to process, as that of {@code Set.of} does, so it can't
 * be a part of the content. Wrappers of {@link java.util.Collections} have the order of
 * what they wrap.
 */
public enum IterationOrder {

	/**
	 * It is part of the content.
	 */
	MEANT,

	/**
	 * It is an accident.
	 */
	ACCIDENTAL;

	/** What JDK 21 calls a collection or a map with an order. */
	private static final Set<String> SEQUENCED = Set.of("java.util.SequencedCollection", "java.util.SequencedMap");

	private static final List<Class<?>> WITH_ORDER = List.of(List.class, Queue.class, Deque.class, LinkedHashMap.class,
			LinkedHashSet.class, SortedMap.class, SortedSet.class, CopyOnWriteArraySet.class);

	/** Views of maps with an order, and collections of libraries that promise one. */
	private static final List<String> WITH_ORDER_BY_NAME = List.of("java.util.LinkedHashMap$", "java.util.TreeMap$",
			"java.util.concurrent.ConcurrentSkipListMap$", "com.google.common.collect.Immutable",
			"com.google.common.collect.Regular", "com.google.common.collect.Singleton",
			"com.google.common.collect.Linked", "com.google.gson.internal.LinkedTreeMap", "kotlin.collections.",
			"org.apache.commons.collections4.map.Linked", "org.apache.commons.collections4.map.ListOrdered",
			"org.apache.commons.collections4.map.LRU",
			"org.apache.commons.collections4.multimap.LinkedHashSetValuedLinkedHashMap",
			"org.apache.commons.collections4.multimap.ArrayListValuedLinkedHashMap",
			"org.apache.commons.collections4.set.ListOrdered");

	private static final ClassValue<IterationOrder> ORDERS = new ClassValue<>() {
		@Override
		protected IterationOrder computeValue(Class<?> type) {
			return (isMeant(type)) ? MEANT : ACCIDENTAL;
		}
	};

	/**
	 * The meaning of the order of a map or a collection.
	 * @param container the map or the collection
	 * @return the meaning
	 */
	public static IterationOrder of(Object container) {
		IterationOrder order = ORDERS.get(container.getClass());
		if (order == ACCIDENTAL && Wrapped.isWrapper(container.getClass())) {
			Object wrapped = Wrapped.in(container);
			return (wrapped != null) ? of(wrapped) : order;
		}
		return order;
	}

	/**
	 * What kind of container a map or a collection is.
	 */
	static Container kindOf(Object container) {
		boolean meant = of(container) == MEANT;
		if (container instanceof Set) {
			return (meant) ? Container.ORDERED_SET : Container.SET;
		}
		if (container instanceof Collection) {
			return (meant) ? Container.LIST : Container.BAG;
		}
		return (meant) ? Container.ORDERED_MAP : Container.MAP;
	}

	static boolean isMeant(Class<?> type) {
		return WITH_ORDER.stream().anyMatch((ordered) -> ordered.isAssignableFrom(type))
				|| WITH_ORDER_BY_NAME.stream().anyMatch(type.getName()::startsWith)
				|| Supertypes.of(type).anyMatch((supertype) -> SEQUENCED.contains(supertype.getName()));
	}

}
