package io.musubito.value;

import java.lang.reflect.Type;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The shapes of Vavr's collections, known by name. Inside, they share nodes and remember
 * hash codes, so that equal ones may differ by field.
 */
final class VavrCollections {

	private static final Set<String> ORDERED = Set.of("io.vavr.collection.Seq", "io.vavr.collection.LinkedHashSet",
			"io.vavr.collection.LinkedHashMap");

	private static final Set<String> UNORDERED = Set.of("io.vavr.collection.HashSet", "io.vavr.collection.HashMap");

	private static final Set<String> UNKNOWN = Set.of("io.vavr.collection.Ordered", "io.vavr.collection.Multimap",
			"io.vavr.collection.Tree");

	private VavrCollections() {
	}

	static @Nullable Shape find(Class<?> type) {
		if (isOne(type, UNKNOWN)) {
			return new RefusedShape("it keeps more than elements; a collection of the JDK would tell what it holds");
		}
		if (isOne(type, ORDERED)) {
			return new TaggedShape(type, (walk, value, declared) -> write(walk, value, declared, Container.LIST));
		}
		if (isOne(type, UNORDERED)) {
			return new TaggedShape(type, (walk, value, declared) -> write(walk, value, declared, Container.BAG));
		}
		return null;
	}

	private static boolean isOne(Class<?> type, Set<String> names) {
		return Supertypes.of(type).anyMatch((supertype) -> names.contains(supertype.getName()));
	}

	private static void write(Walk walk, Object value, Type declared, Container kind) {
		Type elementType = Walk.argument(declared, 0, 1);
		int index = 0;
		walk.sink().begin(kind);
		for (Object element : (Iterable<?>) value) {
			if (kind == Container.LIST) {
				walk.element(index++, element, elementType);
			}
			else {
				walk.member(element, elementType);
			}
		}
		walk.sink().end(kind);
	}

}
