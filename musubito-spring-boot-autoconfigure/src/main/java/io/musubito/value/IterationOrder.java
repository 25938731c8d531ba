package io.musubito.value;

import java.util.AbstractMap;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the order in which a map or a set is iterated means. Only where it surely means
 * nothing may it be replaced by a canonical one: a wrapper, like that of
 * {@code Collections.unmodifiableMap}, may hide a map with an order that its reader
 * depends on.
 */
public enum IterationOrder {

	/**
	 * It is part of the content.
	 */
	MEANT,

	/**
	 * It is an accident.
	 */
	ACCIDENTAL,

	/**
	 * It may be either: to be kept, and not to be relied on.
	 */
	UNKNOWN;

	/** What JDK 21 calls a set or a map with an order. */
	private static final Set<String> SEQUENCED = Set.of("java.util.SequencedSet", "java.util.SequencedMap");

	/** Maps and sets of the JDK that are known to have no order, nested classes too. */
	private static final List<Class<?>> WITHOUT_ORDER = List.of(HashMap.class, HashSet.class, Hashtable.class,
			Properties.class, WeakHashMap.class, IdentityHashMap.class, EnumMap.class, ConcurrentHashMap.class,
			AbstractMap.class);

	private static final List<String> WITHOUT_ORDER_BY_NAME = List.of("java.util.ImmutableCollections$",
			"java.util.Collections$Empty", "java.util.Collections$Singleton", "java.util.JumboEnumSet",
			"java.util.RegularEnumSet");

	private static final ClassValue<IterationOrder> ORDERS = new ClassValue<>() {
		@Override
		protected IterationOrder computeValue(Class<?> type) {
			if (isMeant(type)) {
				return MEANT;
			}
			return (isAccidental(type)) ? ACCIDENTAL : UNKNOWN;
		}
	};

	/**
	 * The meaning of the order in the maps or sets of a class.
	 * @param type the class of a map or a set
	 * @return the meaning
	 */
	public static IterationOrder of(Class<?> type) {
		return ORDERS.get(type);
	}

	private static boolean isMeant(Class<?> type) {
		return LinkedHashMap.class.isAssignableFrom(type) || LinkedHashSet.class.isAssignableFrom(type)
				|| SortedMap.class.isAssignableFrom(type) || SortedSet.class.isAssignableFrom(type)
				|| Supertypes.of(type).anyMatch((supertype) -> SEQUENCED.contains(supertype.getName()));
	}

	private static boolean isAccidental(Class<?> type) {
		String name = type.getName();
		return WITHOUT_ORDER.stream()
			.anyMatch((unordered) -> name.equals(unordered.getName()) || name.startsWith(unordered.getName() + "$")
					|| unordered == type.getSuperclass())
				|| WITHOUT_ORDER_BY_NAME.stream().anyMatch(name::startsWith);
	}

}
