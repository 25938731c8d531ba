package io.musubito.ai;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

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
