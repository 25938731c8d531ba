package io.musubito.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What of the metadata of a model's answer is content: what could stand in JSON. A client
 * adds objects of its own there, which no other process could read back, and of which the
 * model knows nothing.
 */
public final class MetadataContent {

	private static final Set<Class<?>> SCALARS = Set.of(String.class, Boolean.class, Byte.class, Short.class,
			Integer.class, Long.class, Float.class, Double.class, BigInteger.class, BigDecimal.class, byte[].class);

	private static final int MAX_DEPTH = 64;

	private MetadataContent() {
	}

	/**
	 * Finds the content.
	 * @param metadata the metadata
	 * @return its entries, ordered by name: scalars, byte arrays, lists and maps of such;
	 * constants of enums by their names; everything else is left out
	 */
	public static SortedMap<String, Object> of(Collection<? extends Map.Entry<String, ?>> metadata) {
		return of(metadata, (type) -> false);
	}

	/**
	 * Finds the content, and what else counts.
	 * @param metadata the metadata
	 * @param kept the classes of objects that are not left out
	 * @return its entries, ordered by name
	 */
	static SortedMap<String, Object> of(Collection<? extends Map.Entry<String, ?>> metadata, Predicate<Class<?>> kept) {
		SortedMap<String, Object> content = new TreeMap<>();
		metadata.forEach((entry) -> put(content, entry.getKey(), entry.getValue(), kept, 0));
		return content;
	}

	/**
	 * Finds the content of one value.
	 * @param value the value
	 * @return the content; {@code null} when it has none
	 */
	public static @Nullable Object of(@Nullable Object value) {
		return content(value, (type) -> false, 0);
	}

	static @Nullable Object of(@Nullable Object value, Predicate<Class<?>> kept) {
		return content(value, kept, 0);
	}

	private static @Nullable Object content(@Nullable Object value, Predicate<Class<?>> kept, int depth) {
		if (value == null) {
			return null;
		}
		if (depth > MAX_DEPTH) {
			return (kept.test(value.getClass())) ? value : null;
		}
		if (SCALARS.contains(value.getClass())) {
			return value;
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value instanceof Optional<?> optional) {
			return content(optional.orElse(null), kept, depth + 1);
		}
		if (value instanceof List<?> list) {
			List<Object> contents = new ArrayList<>();
			for (Object element : list) {
				Object content = content(element, kept, depth + 1);
				if (content != null) {
					contents.add(content);
				}
			}
			return contents;
		}
		if (value instanceof Map<?, ?> map) {
			SortedMap<String, Object> contents = new TreeMap<>();
			map.forEach((name, element) -> {
				if (name instanceof String text) {
					put(contents, text, element, kept, depth + 1);
				}
			});
			return contents;
		}
		return (kept.test(value.getClass())) ? value : null;
	}

	private static void put(SortedMap<String, Object> contents, String name, @Nullable Object value,
			Predicate<Class<?>> kept, int depth) {
		Object content = content(value, kept, depth);
		if (content != null) {
			contents.put(name, content);
		}
	}

}
