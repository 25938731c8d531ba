package io.musubito.ai;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Reads what objects of Spring AI keep to themselves.
 */
final class Held {

	private Held() {
	}

	/**
	 * What a field holds.
	 * @return its value; {@code null} also when there is no such field
	 */
	static @Nullable Object in(Object holder, String name) {
		Field field = ReflectionUtils.findField(holder.getClass(), name);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, holder);
	}

	/**
	 * What the fields of an object hold, those of a later version of its class included.
	 * A field that isn't set adds nothing.
	 * @param holder an object of a library
	 * @param counted which fields count
	 * @return values by the name of their field
	 */
	static Map<String, @Nullable Object> fields(Object holder, Predicate<String> counted) {
		Map<String, @Nullable Object> values = new TreeMap<>();
		ReflectionUtils.doWithFields(holder.getClass(), (field) -> {
			field.setAccessible(true);
			Object value = field.get(holder);
			if (!isUnset(field, value)) {
				values.putIfAbsent(field.getName(), value);
			}
		}, (field) -> !Modifier.isStatic(field.getModifiers()) && counted.test(field.getName()));
		return values;
	}

	private static boolean isUnset(Field field, @Nullable Object value) {
		return value == null
				|| (field.getType().isPrimitive() && value.equals(Array.get(Array.newInstance(field.getType(), 1), 0)));
	}

	/**
	 * The options that a model other than one for chats adds to each request.
	 */
	static @Nullable Object options(Object model) {
		for (String name : new String[] { "getOptions", "getDefaultOptions" }) {
			Method method = ReflectionUtils.findMethod(model.getClass(), name);
			if (method != null) {
				ReflectionUtils.makeAccessible(method);
				return ReflectionUtils.invokeMethod(method, model);
			}
		}
		Object options = in(model, "options");
		return (options != null) ? options : in(model, "defaultOptions");
	}

}
