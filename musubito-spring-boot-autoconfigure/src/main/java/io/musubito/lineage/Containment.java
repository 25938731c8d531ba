package io.musubito.lineage;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.musubito.MusubitoResult;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Visits an object and what it contains: elements of collections and arrays, values of
 * maps, components of records, the content of an {@code Optional} or a
 * {@link MusubitoResult}. Bounded in depth and number, so that cycles end.
 */
final class Containment {

	private static final int MAX_DEPTH = 6;

	private static final int MAX_PARTS = 100_000;

	private static final Set<Class<?>> MUTABLE_CONTAINERS = Set.of(ArrayList.class, LinkedHashMap.class,
			LinkedHashSet.class, HashMap.class, HashSet.class, TreeMap.class, TreeSet.class);

	private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
		@Override
		protected RecordComponent[] computeValue(Class<?> type) {
			RecordComponent[] components = type.getRecordComponents();
			for (RecordComponent component : components) {
				ReflectionUtils.makeAccessible(component.getAccessor());
			}
			return components;
		}
	};

	private final Consumer<Object> visitor;

	private int left = MAX_PARTS;

	private Containment(Consumer<Object> visitor) {
		this.visitor = visitor;
	}

	static void visit(@Nullable Object value, Consumer<Object> visitor) {
		new Containment(visitor).visit(value, MAX_DEPTH);
	}

	/**
	 * Whether an object can be told from an equal one: the JVM and the JDK share
	 * instances of their value types.
	 * @param value the object
	 * @return whether its identity means anything
	 */
	static boolean hasIdentity(Object value) {
		if (value instanceof String string) {
			return !string.isEmpty();
		}
		if (value instanceof Collection<?> collection) {
			return !collection.isEmpty() || isMutable(value);
		}
		if (value instanceof Map<?, ?> map) {
			return !map.isEmpty() || isMutable(value);
		}
		if (value instanceof Optional<?> optional) {
			return optional.isPresent();
		}
		if (value.getClass().isArray()) {
			return Array.getLength(value) > 0;
		}
		return !(value instanceof Enum || value.getClass().getClassLoader() == null);
	}

	private static boolean isMutable(Object container) {
		// All empty immutable containers of the JDK are one shared object.
		return MUTABLE_CONTAINERS.contains(container.getClass());
	}

	private void visit(@Nullable Object value, int depth) {
		if (value == null || this.left-- <= 0) {
			return;
		}
		this.visitor.accept(value);
		if (depth == 0 || value instanceof String) {
			return;
		}
		if (value instanceof Collection<?> collection) {
			collection.forEach((element) -> visit(element, depth - 1));
		}
		else if (value instanceof Map<?, ?> map) {
			map.values().forEach((element) -> visit(element, depth - 1));
		}
		else if (value instanceof Object[] array) {
			for (Object element : array) {
				visit(element, depth - 1);
			}
		}
		else if (value instanceof Optional<?> optional) {
			optional.ifPresent((content) -> visit(content, depth - 1));
		}
		else if (value instanceof MusubitoResult<?> result) {
			visit(result.value(), depth - 1);
		}
		else if (value instanceof Record) {
			visitComponents(value, depth);
		}
	}

	private void visitComponents(Object value, int depth) {
		for (RecordComponent component : COMPONENTS.get(value.getClass())) {
			if (!component.getType().isPrimitive()) {
				visit(read(component, value), depth - 1);
			}
		}
	}

	private static @Nullable Object read(RecordComponent component, Object value) {
		try {
			return component.getAccessor().invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			// An accessor that fails hides lineage, which must not fail the step.
			return null;
		}
	}

}
