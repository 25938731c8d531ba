package io.musubito.differential;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.util.ReflectionUtils;

/**
 * A library that looks into the objects that it is given.
 */
public final class Looking {

	private static volatile String release = "1.0";

	private Looking() {
	}

	/**
	 * What another release of the library would answer otherwise.
	 */
	public static String release() {
		return release;
	}

	static void release(String other) {
		release = other;
	}

	/**
	 * Everything that fields and methods of the object tell.
	 */
	public static String at(Object object) {
		SortedMap<String, Object> seen = new TreeMap<>();
		for (Field field : object.getClass().getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				field.setAccessible(true);
				seen.put(field.getName(), ReflectionUtils.getField(field, object));
			}
		}
		for (Method method : object.getClass().getDeclaredMethods()) {
			if (method.getParameterCount() == 0 && Modifier.isPublic(method.getModifiers())
					&& !method.getName().equals("hashCode")) {
				method.setAccessible(true);
				seen.put(method.getName() + "()", ReflectionUtils.invokeMethod(method, object));
			}
		}
		return seen.toString();
	}

}
