package io.musubito.lineage;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.musubito.MusubitoResult;
import org.jspecify.annotations.Nullable;

/**
 * Visits an object and what it contains: elements of collections and arrays, values of
 * maps, fields of records, the content of an {@code Optional}, an {@code AtomicReference}
 * or a {@link MusubitoResult}. Bounded in depth and number; cycles end.
 */
final class Containment {

	private static final int MAX_DEPTH = 32;

	private static final int MAX_PARTS = 100_000;

	private static final Set<Class<?>> MUTABLE_CONTAINERS = Set.of(ArrayList.class, LinkedHashMap.class,
			LinkedHashSet.class, HashMap.class, HashSet.class, TreeMap.class, TreeSet.class);

	// Not the accessors: they may mask, copy or fail
	private static final ClassValue<List<MethodHandle>> FIELDS = new ClassValue<>() {
		@Override
		protected List<MethodHandle> computeValue(Class<?> type) {
			return fieldsOf(type);
		}
	};

	private final Consumer<Object> visitor;

	private final boolean keys;

	private final @Nullable Object[] ancestors = new Object[MAX_DEPTH];

	private int left = MAX_PARTS;

	private boolean complete = true;

	private Containment(Consumer<Object> visitor, boolean keys) {
		this.visitor = visitor;
		this.keys = keys;
	}

	/**
	 * Visits a result of a step. The keys of its maps are left out: whoever reads JSON
	 * gives the same string for the same key.
	 * @return whether all of it was visited
	 */
	static boolean visitResult(@Nullable Object result, Consumer<Object> visitor) {
		return visit(result, new Containment(visitor, false));
	}

	/**
	 * Visits an argument.
	 * @return whether all of it was visited
	 */
	static boolean visitArgument(@Nullable Object argument, Consumer<Object> visitor) {
		return visit(argument, new Containment(visitor, true));
	}

	private static boolean visit(@Nullable Object value, Containment visit) {
		visit.visit(value, 0);
		return visit.complete;
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
			return isMutable(value) || !collection.isEmpty();
		}
		if (value instanceof Map<?, ?> map) {
			return isMutable(value) || !map.isEmpty();
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
		if (value == null) {
			return;
		}
		if (this.left-- <= 0) {
			this.complete = false;
			return;
		}
		this.visitor.accept(value);
		if (value instanceof String || value instanceof Number || isAncestor(value, depth)) {
			return;
		}
		if (depth == MAX_DEPTH) {
			this.complete &= !holdsOthers(value);
			return;
		}
		this.ancestors[depth] = value;
		try {
			visitContent(value, depth + 1);
		}
		catch (RuntimeException ex) {
			// A collection that can't be read hides lineage, which must not fail the step
			this.complete = false;
		}
		this.ancestors[depth] = null;
	}

	private void visitContent(Object value, int depth) {
		if (value instanceof Collection<?> collection) {
			collection.forEach((element) -> visit(element, depth));
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> {
				if (this.keys) {
					visit(key, depth);
				}
				visit(element, depth);
			});
		}
		else if (value instanceof Object[] array) {
			for (Object element : array) {
				visit(element, depth);
			}
		}
		else if (value instanceof Optional<?> optional) {
			visit(optional.orElse(null), depth);
		}
		else if (value instanceof MusubitoResult<?> result) {
			visit(result.value(), depth);
		}
		else if (value instanceof Record) {
			FIELDS.get(value.getClass()).forEach((field) -> visit(read(field, value), depth));
		}
		else if (value instanceof AtomicReference<?> reference) {
			visit(reference.get(), depth);
		}
		else if (value instanceof Map.Entry<?, ?> entry) {
			visit(entry.getKey(), depth);
			visit(entry.getValue(), depth);
		}
	}

	private static boolean holdsOthers(Object value) {
		return value instanceof Collection || value instanceof Map || value instanceof Object[]
				|| value instanceof Optional || value instanceof Record || value instanceof AtomicReference
				|| value instanceof Map.Entry;
	}

	private boolean isAncestor(Object value, int depth) {
		for (int i = 0; i < depth; i++) {
			if (this.ancestors[i] == value) {
				return true;
			}
		}
		return false;
	}

	private static List<MethodHandle> fieldsOf(Class<?> record) {
		List<MethodHandle> fields = new ArrayList<>();
		try {
			for (Field field : record.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
					field.setAccessible(true);
					fields.add(MethodHandles.lookup()
						.unreflectGetter(field)
						.asType(MethodType.methodType(Object.class, Object.class)));
				}
			}
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			// What it holds can't be hashed either
			return List.of();
		}
		return List.copyOf(fields);
	}

	private static @Nullable Object read(MethodHandle field, Object value) {
		try {
			return (@Nullable Object) field.invokeExact(value);
		}
		catch (Throwable ex) {
			throw new IllegalStateException("A field can always be read", ex);
		}
	}

}
