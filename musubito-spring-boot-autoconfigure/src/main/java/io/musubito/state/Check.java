package io.musubito.state;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Something that may change between two calls, and what was seen of it. Asked at each
 * call, by many threads.
 */
@FunctionalInterface
interface Check {

	/**
	 * Whether it is still what was seen.
	 */
	boolean holds();

	/**
	 * A field that is not final.
	 */
	static Check field(Field field, @Nullable Object holder, @Nullable Object seen) {
		boolean primitive = field.getType().isPrimitive();
		return () -> {
			try {
				Object now = field.get(holder);
				return now == seen || (primitive && Objects.equals(now, seen));
			}
			catch (IllegalAccessException ex) {
				return false;
			}
		};
	}

	/**
	 * An object that somebody else gives.
	 */
	static Check same(Supplier<@Nullable Object> now, @Nullable Object seen) {
		return () -> now.get() == seen;
	}

	/**
	 * A value that somebody else gives.
	 */
	static Check equal(Supplier<?> now, @Nullable Object seen) {
		return () -> Objects.equals(now.get(), seen);
	}

	/**
	 * The elements of a collection.
	 */
	static Check elements(Collection<?> collection, @Nullable Object[] seen) {
		return () -> {
			int index = 0;
			for (Object element : collection) {
				if (index == seen.length || element != seen[index++]) {
					return false;
				}
			}
			return index == seen.length;
		};
	}

	/**
	 * The entries of a map.
	 */
	static Check entries(Map<?, ?> map, @Nullable Object[] keys, @Nullable Object[] values) {
		return () -> {
			int index = 0;
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				if (index == keys.length || entry.getKey() != keys[index] || entry.getValue() != values[index++]) {
					return false;
				}
			}
			return index == keys.length;
		};
	}

	/**
	 * The elements of an array.
	 */
	static Check array(@Nullable Object[] array, @Nullable Object[] seen) {
		return () -> {
			for (int i = 0; i < seen.length; i++) {
				if (array[i] != seen[i]) {
					return false;
				}
			}
			return true;
		};
	}

	/**
	 * The elements of an array of primitive values.
	 */
	static Check primitives(Object array) {
		int length = Array.getLength(array);
		Object seen = Array.newInstance(array.getClass().componentType(), length);
		System.arraycopy(array, 0, seen, 0, length);
		return () -> Objects.deepEquals(array, seen);
	}

}
