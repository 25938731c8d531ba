package io.musubito.state;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

import io.musubito.value.IterationOrder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * The part of a walk that looks into collections, maps, arrays and the like: what they
 * hold counts, in its order where they have one, not their class.
 */
final class ContainerWalk {

	private static final List<String> NEVER_CHANGE = List.of("java.util.ImmutableCollections$",
			"java.util.Collections$Empty", "java.util.Collections$Singleton", "com.google.common.collect.Immutable",
			"com.google.common.collect.Regular", "com.google.common.collect.Singleton");

	private final StateWalk walk;

	ContainerWalk(StateWalk walk) {
		this.walk = walk;
	}

	/**
	 * Looks into a container.
	 * @return whether it is one
	 */
	boolean visit(String component, ResolvableType declared, Object value) {
		if (value instanceof Map<?, ?> map) {
			map(component, declared.asMap().getGeneric(1), map);
			if (value instanceof Properties properties) {
				defaults(component, properties);
			}
		}
		else if (value instanceof Collection<?> collection) {
			collection(component, declared.asCollection().getGeneric(0), collection);
		}
		else if (value instanceof Object[] array) {
			@Nullable Object[] elements = array.clone();
			if (this.walk.mayLookAt(component, value, elements.length)) {
				this.walk.check(Check.array(array, elements));
				this.walk.trace().say(component, "elements " + elements.length);
				inOrder(component, declared.getComponentType(), elements);
			}
		}
		else if (value instanceof Optional<?> optional) {
			this.walk.trace().say(component, "optional");
			this.walk.value(component, declared.getGeneric(0), optional.orElse(null));
		}
		else if (value.getClass().isArray()) {
			primitives(component, value);
		}
		else {
			return false;
		}
		return true;
	}

	/**
	 * Whether objects of a class are looked into here.
	 */
	static boolean isOne(Class<?> type) {
		return Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type);
	}

	/**
	 * The defaults of properties are not among their entries.
	 */
	private void defaults(String component, Properties properties) {
		Check check = Check.equal(() -> named(properties), named(properties));
		this.walk.check(check);
		this.walk.trace().say(component, "properties " + named(properties));
	}

	private static Map<String, String> named(Properties properties) {
		Map<String, String> named = new TreeMap<>();
		properties.stringPropertyNames().forEach((name) -> named.put(name, properties.getProperty(name)));
		return named;
	}

	/**
	 * By which class and in which order a container finds what it holds.
	 */
	private void kind(String component, Object container, int size) {
		this.walk.trace().say(component, Names.of(container) + " of " + size);
		Object comparator = (container instanceof SortedMap<?, ?> map) ? map.comparator()
				: (container instanceof SortedSet<?> set) ? set.comparator()
						: (container instanceof PriorityQueue<?> queue) ? queue.comparator() : null;
		if (comparator != null) {
			this.walk.value(component + ".comparator", ResolvableType.NONE, comparator);
		}
	}

	private void primitives(String component, Object array) {
		int length = Array.getLength(array);
		@Nullable Object[] elements = new Object[length];
		this.walk.check(Check.primitives(array));
		for (int i = 0; i < length; i++) {
			elements[i] = Array.get(array, i);
		}
		this.walk.trace().say(component, array.getClass().getTypeName() + " " + Arrays.toString(elements));
	}

	private void collection(String component, ResolvableType type, Collection<?> collection) {
		if (!this.walk.mayLookAt(component, collection, collection.size())) {
			return;
		}
		@Nullable Object[] elements = collection.toArray();
		if (canChange(collection)) {
			this.walk.check(Check.elements(collection, elements));
		}
		kind(component, collection, elements.length);
		if (collection instanceof Set && !isOrdered(collection)) {
			List<Part> parts = Arrays.stream(elements)
				.map((element) -> new Part(null, element, this.walk.key(element)))
				.toList();
			withoutOrder(component, type, collection, parts);
		}
		else {
			inOrder(component, type, elements);
		}
	}

	private void inOrder(String component, ResolvableType type, @Nullable Object[] elements) {
		for (Object element : elements) {
			this.walk.value(component, type, element);
		}
	}

	private void map(String component, ResolvableType type, Map<?, ?> map) {
		if (!this.walk.mayLookAt(component, map, map.size())) {
			return;
		}
		boolean ordered = isOrdered(map);
		List<Part> parts = new ArrayList<>();
		map.forEach((key, value) -> parts.add(new Part(key, value, (ordered) ? "" : order(key, value))));
		if (canChange(map)) {
			this.walk.check(Check.entries(map, parts.stream().map(Part::key).toArray(),
					parts.stream().map(Part::value).toArray()));
		}
		kind(component, map, parts.size());
		if (!ordered) {
			withoutOrder(component, type, map, parts);
		}
		else {
			parts.forEach((part) -> entry(component, type, part));
		}
	}

	private String order(@Nullable Object key, @Nullable Object value) {
		String order = this.walk.key(key);
		return (this.walk.isForKey() || !this.walk.isPlain(key)) ? order + " " + this.walk.key(value) : order;
	}

	private void entry(String component, ResolvableType type, Part entry) {
		this.walk.value(component, ResolvableType.NONE, entry.key());
		this.walk.value(component, type, entry.value());
	}

	/**
	 * Looks at what a container holds by its content. For the key of another object the
	 * keys are all that there is to say.
	 */
	private void withoutOrder(String component, ResolvableType type, Object container, List<Part> parts) {
		boolean map = container instanceof Map;
		if (!this.walk.isForKey() && this.walk.limits().areLooksSpent()
				&& parts.stream().anyMatch((part) -> !this.walk.isPlain((map) ? part.key() : part.value()))) {
			this.walk.uncounted(component, container, Limits.UNSORTABLE);
			return;
		}
		for (Part part : parts.stream().sorted(Comparator.comparing(Part::order)).toList()) {
			if (this.walk.isForKey()) {
				this.walk.trace().say(component, part.order());
			}
			else if (map) {
				entry(component, type, part);
			}
			else {
				this.walk.value(component, type, part.value());
			}
		}
	}

	private static boolean isOrdered(Object container) {
		return IterationOrder.of(container) == IterationOrder.MEANT;
	}

	private static boolean canChange(Object container) {
		String name = container.getClass().getName();
		return NEVER_CHANGE.stream().noneMatch(name::startsWith);
	}

	/**
	 * An element of a collection or an entry of a map.
	 *
	 * @param key the key in a map
	 * @param value the element, or the value in a map
	 * @param order comes first by it where the order in the container means nothing
	 */
	private record Part(@Nullable Object key, @Nullable Object value, String order) {

	}

}
