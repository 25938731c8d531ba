package io.musubito.value;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.musubito.value.ObjectShape.Property;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Finds the properties of records, of application classes and of library classes.
 */
final class ObjectShapes {

	private ObjectShapes() {
	}

	static Shape ofRecord(Class<?> type) {
		return of(type, () -> {
			List<Property> properties = new ArrayList<>();
			for (RecordComponent component : type.getRecordComponents()) {
				properties.add(Property.of(component.getName(), component.getAccessor()));
			}
			return properties;
		});
	}

	/**
	 * The state of an application class is its fields, those of superclasses first.
	 * @param type the class
	 * @return its shape
	 */
	static Shape ofFields(Class<?> type) {
		return ofFields(type, (field) -> true, (field) -> false);
	}

	static Shape ofFields(Class<?> type, Predicate<String> relevant, Predicate<String> secret) {
		return of(type, () -> {
			List<Property> properties = new ArrayList<>();
			Set<String> names = new HashSet<>();
			for (Field field : stateOf(type)) {
				String name = field.getName();
				if (relevant.test(name)) {
					Property property = Property
						.of((names.add(name)) ? name : field.getDeclaringClass().getSimpleName() + "." + name, field);
					properties.add((secret.test(name)) ? property.asSecret() : property);
				}
			}
			return requireSome(type, properties, "it has no fields that could identify it");
		});
	}

	/**
	 * The state of a library class is what its getters show. One with more fields than
	 * getters keeps something to itself, and two that differ only in that would pass for
	 * one.
	 * @param type the class
	 * @param relevant which properties belong to its identity
	 * @param secret which properties must not be shown
	 * @return its shape
	 */
	static Shape ofGetters(Class<?> type, Predicate<String> relevant, Predicate<String> secret) {
		return of(type, () -> {
			Map<String, Method> getters = gettersOf(type);
			requireSome(type, List.copyOf(getters.values()), "it has no properties that could identify it");
			if (stateOf(type).size() > getters.size()) {
				throw new Refusal(type, "it keeps state that no getter shows");
			}
			List<Property> properties = new ArrayList<>();
			for (Map.Entry<String, Method> getter : getters.entrySet()) {
				if (relevant.test(getter.getKey())) {
					Property property = Property.of(getter.getKey(), getter.getValue());
					properties.add((secret.test(getter.getKey())) ? property.asSecret() : property);
				}
			}
			return properties;
		});
	}

	static List<Field> stateOf(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			List<Field> declared = new ArrayList<>(Arrays.asList(current.getDeclaredFields()));
			declared.removeIf((field) -> Modifier.isStatic(field.getModifiers()));
			declared.removeIf((field) -> Modifier.isTransient(field.getModifiers()));
			declared.sort(Comparator.comparing(Field::getName));
			fields.addAll(0, declared);
		}
		return fields;
	}

	private static Map<String, Method> gettersOf(Class<?> type) {
		Map<String, Method> getters = new TreeMap<>();
		for (Method method : type.getMethods()) {
			if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers()) || method.isBridge()
					|| method.getDeclaringClass() == Object.class) {
				continue;
			}
			String name = propertyOf(method);
			if (name != null) {
				getters.merge(name, method, ObjectShapes::moreSpecific);
			}
		}
		return getters;
	}

	private static @Nullable String propertyOf(Method method) {
		String name = method.getName();
		Class<?> type = method.getReturnType();
		if (name.startsWith("get") && name.length() > 3 && type != void.class) {
			return StringUtils.uncapitalizeAsProperty(name.substring(3));
		}
		if (name.startsWith("is") && name.length() > 2 && (type == boolean.class || type == Boolean.class)) {
			return StringUtils.uncapitalizeAsProperty(name.substring(2));
		}
		return null;
	}

	private static Method moreSpecific(Method one, Method other) {
		if (one.getReturnType() != other.getReturnType()) {
			return (one.getReturnType().isAssignableFrom(other.getReturnType())) ? other : one;
		}
		return (one.getDeclaringClass().isAssignableFrom(other.getDeclaringClass())) ? other : one;
	}

	private static <T> List<T> requireSome(Class<?> type, List<T> found, String reason) {
		if (found.isEmpty()) {
			throw new Refusal(type, reason);
		}
		return found;
	}

	private static Shape of(Class<?> type, Finder finder) {
		try {
			return new ObjectShape(type, List.copyOf(finder.find()));
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			return new RefusedShape("its module is not open to reflection");
		}
		catch (Refusal ex) {
			return new RefusedShape(ex.reason());
		}
		catch (LinkageError ex) {
			return new RefusedShape("a class that it refers to is missing");
		}
	}

	/**
	 * Finds the properties of a class.
	 */
	private interface Finder {

		List<Property> find() throws IllegalAccessException;

	}

}
