package io.musubito.value;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.ai.chat.metadata.Usage;

/**
 * What one can read from a value: what its methods without parameters return, its text
 * and its elements.
 */
final class CorpusReadings {

	private static final int MAX_ELEMENTS = 16;

	/** Objects of a model's client, which are no content. */
	private static final Set<String> LEFT_OUT = Set.of("getNativeUsage");

	private CorpusReadings() {
	}

	static Map<String, String> of(Object value) {
		Map<String, String> readings = new TreeMap<>();
		for (Method method : value.getClass().getMethods()) {
			if (isReader(method) && !LEFT_OUT.contains(method.getName())) {
				readings.put(method.getName(), read(value, method, 2));
			}
		}
		if (value instanceof Iterable || value instanceof Map || value.getClass().isArray()) {
			readings.put("elements", describe(value, 2));
		}
		String text = text(value);
		if (!(value instanceof Usage) && !text.matches("(?s).*@[0-9a-f]{3,}.*")) {
			readings.put("toString", text);
		}
		return readings;
	}

	private static boolean isReader(Method method) {
		String name = method.getName();
		return method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
				&& Modifier.isPublic(method.getDeclaringClass().getModifiers()) && method.getReturnType() != void.class
				&& method.getDeclaringClass() != Object.class
				&& (name.matches("(get|is|has|as|to)[A-Z].*|component\\d|_\\d|size|length|name|value|key|left|right")
						|| isField(method));
	}

	private static boolean isField(Method method) {
		if (method.getReturnType() == method.getDeclaringClass()) {
			return false;
		}
		for (Field field : method.getDeclaringClass().getDeclaredFields()) {
			if (field.getName().equals(method.getName())) {
				return true;
			}
		}
		return false;
	}

	private static String read(Object value, Method method, int depth) {
		try {
			method.trySetAccessible();
			return describe(method.invoke(value), depth);
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			return "throws " + ex.getClass().getName();
		}
	}

	private static String describe(@Nullable Object value, int depth) {
		if (value == null) {
			return "null";
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, String> entries = new TreeMap<>();
			map.forEach((key, element) -> entries.put(describe(key, depth - 1), describe(element, depth - 1)));
			return entries.toString();
		}
		if (value instanceof Iterable<?> elements && !(value instanceof Path)) {
			List<String> parts = new ArrayList<>();
			for (Object element : elements) {
				parts.add(describe((element == value) ? "itself" : element, depth - 1));
				if (parts.size() == MAX_ELEMENTS) {
					break;
				}
			}
			if (value instanceof Set) {
				parts.sort(null);
			}
			return parts.toString();
		}
		if (value.getClass().isArray()) {
			List<String> parts = new ArrayList<>();
			for (int i = 0; i < Math.min(Array.getLength(value), MAX_ELEMENTS); i++) {
				parts.add(describe(Array.get(value, i), depth - 1));
			}
			return parts.toString();
		}
		if (value.getClass().getName().startsWith("java.") || value instanceof Enum || depth <= 0) {
			String text = text(value);
			return value.getClass().getName() + " " + (text.matches("(?s).*@[0-9a-f]{3,}.*") ? "" : text);
		}
		StringBuilder text = new StringBuilder(value.getClass().getName());
		Map<String, String> readings = new TreeMap<>();
		for (Method method : value.getClass().getMethods()) {
			if (isReader(method)) {
				readings.put(method.getName(), read(value, method, depth - 1));
			}
		}
		return text.append(readings).toString();
	}

	private static String text(Object value) {
		try {
			return "text " + value;
		}
		catch (RuntimeException | LinkageError ex) {
			return "throws " + ex.getClass().getName();
		}
	}

	/**
	 * The readings in which two values differ.
	 */
	static Set<String> different(Map<String, String> one, Map<String, String> other) {
		Set<String> different = new HashSet<>();
		one.forEach((name, reading) -> {
			if (!reading.equals(other.get(name))) {
				different.add(name);
			}
		});
		return different;
	}

}
