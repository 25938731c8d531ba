package io.musubito.value;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.musubito.MusubitoResult;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of values that hold others: their kind and their content count, not their
 * class.
 */
final class Containers {

	private Containers() {
	}

	static @Nullable Shape find(Class<?> type) {
		if (type.isArray()) {
			return Containers::tellArray;
		}
		if (type == MusubitoResult.class) {
			return (walk, value, declared) -> walk.value(((MusubitoResult<?>) value).value(),
					Walk.argument(declared, 0, 1));
		}
		if (type == Optional.class) {
			return (walk, value, declared) -> tellOptional(walk, (Optional<?>) value, Walk.argument(declared, 0, 1));
		}
		if (type == AtomicReference.class) {
			return (walk, value, declared) -> tellOptional(walk,
					Optional.ofNullable(((AtomicReference<?>) value).get()), Walk.argument(declared, 0, 1));
		}
		Shape number = findOptionalNumber(type);
		return (number != null) ? number : findCollection(type);
	}

	private static @Nullable Shape findOptionalNumber(Class<?> type) {
		if (type == OptionalInt.class) {
			return (walk, value, declared) -> tellOptional(walk, ((OptionalInt) value).stream().boxed().findFirst(),
					int.class);
		}
		if (type == OptionalLong.class) {
			return (walk, value, declared) -> tellOptional(walk, ((OptionalLong) value).stream().boxed().findFirst(),
					long.class);
		}
		if (type == OptionalDouble.class) {
			return (walk, value, declared) -> tellOptional(walk, ((OptionalDouble) value).stream().boxed().findFirst(),
					double.class);
		}
		return null;
	}

	private static @Nullable Shape findCollection(Class<?> type) {
		if (Map.class.isAssignableFrom(type)) {
			Container kind = kindOf(type, Container.ORDERED_MAP, Container.MAP, Container.ITERATED_MAP);
			return (walk, value, declared) -> tellMap(walk, (Map<?, ?>) value, declared, kind);
		}
		if (Set.class.isAssignableFrom(type)) {
			Container kind = kindOf(type, Container.ORDERED_SET, Container.SET, Container.ITERATED_SET);
			return (walk, value, declared) -> tellSet(walk, (Set<?>) value, declared, kind);
		}
		if (Collection.class.isAssignableFrom(type)) {
			return Containers::tellList;
		}
		if (Map.Entry.class.isAssignableFrom(type)) {
			return Containers::tellEntry;
		}
		return null;
	}

	private static Container kindOf(Class<?> type, Container ordered, Container unordered, Container unknown) {
		return switch (IterationOrder.of(type)) {
			case MEANT -> ordered;
			case ACCIDENTAL -> unordered;
			case UNKNOWN -> unknown;
		};
	}

	private static void tellArray(Walk walk, Object array, Type declared) {
		walk.sink().begin(Container.ARRAY);
		if (array instanceof Object[] elements) {
			Type elementType = (declared instanceof GenericArrayType generic) ? generic.getGenericComponentType()
					: Walk.rawClass(declared).getComponentType();
			for (int i = 0; i < elements.length; i++) {
				walk.element(i, elements[i], (elementType != null) ? elementType : Object.class);
			}
		}
		else {
			PrimitiveArrays.tell(walk.sink(), array);
		}
		walk.sink().end(Container.ARRAY);
	}

	private static void tellOptional(Walk walk, Optional<?> optional, Type declared) {
		walk.sink().begin(Container.OPTIONAL);
		if (optional.isPresent()) {
			walk.value(optional.get(), declared);
		}
		walk.sink().end(Container.OPTIONAL);
	}

	private static void tellList(Walk walk, Object value, Type declared) {
		Type elementType = Walk.argument(declared, 0, 1);
		walk.sink().begin(Container.LIST);
		int index = 0;
		for (Object element : (Collection<?>) value) {
			walk.element(index++, element, elementType);
		}
		walk.sink().end(Container.LIST);
	}

	private static void tellSet(Walk walk, Set<?> set, Type declared, Container kind) {
		Type elementType = Walk.argument(declared, 0, 1);
		walk.sink().begin(kind);
		for (Object element : set) {
			walk.member(element, elementType);
		}
		walk.sink().end(kind);
	}

	private static void tellMap(Walk walk, Map<?, ?> map, Type declared, Container kind) {
		if (map instanceof Properties properties && properties.stringPropertyNames().size() != properties.size()) {
			throw new Refusal(map.getClass(), "it has defaults or values that are no strings");
		}
		Type keyType = Walk.argument(declared, 0, 2);
		Type valueType = Walk.argument(declared, 1, 2);
		walk.sink().begin(kind);
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			walk.entry(entry.getKey(), keyType, entry.getValue(), valueType);
		}
		walk.sink().end(kind);
	}

	private static void tellEntry(Walk walk, Object value, Type declared) {
		Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
		walk.sink().begin(Container.ENTRY);
		walk.element(0, entry.getKey(), Walk.argument(declared, 0, 2));
		walk.element(1, entry.getValue(), Walk.argument(declared, 1, 2));
		walk.sink().end(Container.ENTRY);
	}

}
