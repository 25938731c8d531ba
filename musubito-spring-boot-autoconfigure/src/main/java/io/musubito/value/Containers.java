package io.musubito.value;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.musubito.MusubitoResult;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of values of the JDK that hold others: their kind and their content count,
 * not their class.
 */
final class Containers {

	private Containers() {
	}

	static @Nullable Shape find(Class<?> type) {
		if (type.isArray()) {
			return Containers::writeArray;
		}
		if (type == MusubitoResult.class) {
			return (walk, value, declared) -> walk.value(((MusubitoResult<?>) value).value(),
					Walk.argument(declared, 0, 1));
		}
		if (type == Optional.class) {
			return (walk, value, declared) -> writeOptional(walk, (Optional<?>) value, Walk.argument(declared, 0, 1));
		}
		if (type == AtomicReference.class) {
			return new TaggedShape(type, (walk, value, declared) -> writeOptional(walk,
					Optional.ofNullable(((AtomicReference<?>) value).get()), Walk.argument(declared, 0, 1)));
		}
		if (type == AtomicReferenceArray.class) {
			return new TaggedShape(type, Containers::writeReferences);
		}
		Shape number = findOptionalNumber(type);
		return (number != null) ? number : findCollection(type);
	}

	private static @Nullable Shape findOptionalNumber(Class<?> type) {
		if (type == OptionalInt.class) {
			return new TaggedShape(type, (walk, value, declared) -> writeOptional(walk,
					((OptionalInt) value).stream().boxed().findFirst(), int.class));
		}
		if (type == OptionalLong.class) {
			return new TaggedShape(type, (walk, value, declared) -> writeOptional(walk,
					((OptionalLong) value).stream().boxed().findFirst(), long.class));
		}
		if (type == OptionalDouble.class) {
			return new TaggedShape(type, (walk, value, declared) -> writeOptional(walk,
					((OptionalDouble) value).stream().boxed().findFirst(), double.class));
		}
		return null;
	}

	static @Nullable Shape findCollection(Class<?> type) {
		if (IdentityHashMap.class.isAssignableFrom(type)) {
			return new RefusedShape("its keys count by identity");
		}
		if (WeakHashMap.class.isAssignableFrom(type)) {
			return new RefusedShape("its entries may vanish at any time");
		}
		if (BlockingQueue.class.isAssignableFrom(type)) {
			return new RefusedShape("what is in it depends on who else puts something in or takes it out");
		}
		if (Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)) {
			return (Wrapped.isWrapper(type)) ? Containers::writeWrapper : Containers::writeCollection;
		}
		return (Map.Entry.class.isAssignableFrom(type)) ? findEntry() : null;
	}

	static Shape findEntry() {
		return Containers::writeEntry;
	}

	private static void writeArray(Walk walk, Object array, Type declared) {
		walk.sink().begin(Container.ARRAY);
		if (array instanceof Object[] elements) {
			Type elementType = (declared instanceof GenericArrayType generic) ? generic.getGenericComponentType()
					: Walk.rawClass(declared).getComponentType();
			for (int i = 0; i < elements.length; i++) {
				walk.element(i, elements[i], (elementType != null) ? elementType : Object.class);
			}
		}
		else {
			PrimitiveArrays.write(walk.sink(), array);
		}
		walk.sink().end(Container.ARRAY);
	}

	private static void writeReferences(Walk walk, Object value, Type declared) {
		AtomicReferenceArray<?> array = (AtomicReferenceArray<?>) value;
		walk.sink().begin(Container.ARRAY);
		for (int i = 0; i < array.length(); i++) {
			walk.element(i, array.get(i), Object.class);
		}
		walk.sink().end(Container.ARRAY);
	}

	private static void writeOptional(Walk walk, Optional<?> optional, Type declared) {
		walk.sink().begin(Container.OPTIONAL);
		if (optional.isPresent()) {
			walk.value(optional.get(), declared);
		}
		walk.sink().end(Container.OPTIONAL);
	}

	/**
	 * A wrapper of a collection with ways of its own has these ways too.
	 */
	private static void writeWrapper(Walk walk, Object value, Type declared) {
		Object wrapped = Wrapped.in(value);
		if ((wrapped instanceof Map || wrapped instanceof Collection)
				&& (!walk.isPlain(wrapped.getClass()) || Comparators.of(wrapped) != null)) {
			walk.value(wrapped, declared);
			return;
		}
		writeCollection(walk, value, declared);
	}

	static void writeCollection(Walk walk, Object value, Type declared) {
		Object comparator = Comparators.of(value);
		if (comparator == null) {
			writeContent(walk, value, declared);
			return;
		}
		walk.sink().begin(Container.OBJECT);
		walk.property("comparator", comparator, Object.class);
		walk.sink().property("content");
		writeContent(walk, value, declared);
		walk.sink().end(Container.OBJECT);
	}

	static void writeContent(Walk walk, Object value, Type declared) {
		Container kind = IterationOrder.kindOf(value);
		walk.sink().begin(kind);
		if (value instanceof Map<?, ?> map) {
			writeEntries(walk, map, declared);
		}
		else {
			Type elementType = Walk.argument(declared, 0, 1);
			int index = 0;
			for (Object element : (Collection<?>) value) {
				if (kind == Container.LIST) {
					walk.element(index++, element, elementType);
				}
				else {
					walk.member(element, elementType);
				}
			}
		}
		walk.sink().end(kind);
	}

	private static void writeEntries(Walk walk, Map<?, ?> map, Type declared) {
		if (map instanceof Properties properties && properties.stringPropertyNames().size() != properties.size()) {
			throw new Refusal(map.getClass(), "it has defaults or values that are no strings");
		}
		Type keyType = Walk.argument(declared, 0, 2);
		Type valueType = Walk.argument(declared, 1, 2);
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			walk.entry(entry.getKey(), keyType, entry.getValue(), valueType);
		}
	}

	private static void writeEntry(Walk walk, Object value, Type declared) {
		Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
		walk.sink().begin(Container.ENTRY);
		walk.element(0, entry.getKey(), Walk.argument(declared, 0, 2));
		walk.element(1, entry.getValue(), Walk.argument(declared, 1, 2));
		walk.sink().end(Container.ENTRY);
	}

}
