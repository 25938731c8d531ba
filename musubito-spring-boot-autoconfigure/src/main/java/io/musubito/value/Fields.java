package io.musubito.value;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which fields of a class hold its state.
 */
final class Fields {

	/** Fields that remember what follows from the others, and can't be told by that. */
	private static final Map<String, Set<String>> REMEMBERED = Map.of("kotlin.text.Regex", Set.of("_options"));

	private final Predicate<Class<?>> applicationTypes;

	Fields(Predicate<Class<?>> applicationTypes) {
		this.applicationTypes = applicationTypes;
	}

	/**
	 * The fields that hold the state of a class, those of superclasses first. An
	 * application says by {@code transient} what is no part of a value. In a library it
	 * may mean that the field only remembers what follows from others, or that the class
	 * writes it in its own way.
	 * @param type the class
	 * @return the fields, without those of the JDK
	 * @throws Refusal when it can't be told which ones they are
	 */
	List<Field> of(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> current = type; current != null
				&& !JdkTypes.contains(current); current = current.getSuperclass()) {
			boolean application = this.applicationTypes.test(current);
			List<Field> declared = new ArrayList<>();
			for (Field field : instanceFields(current)) {
				if (!isTransient(field) || (!application && isState(type, field))) {
					declared.add(field);
				}
			}
			declared.removeIf(Fields::isRemembered);
			declared.sort(Comparator.comparing(Field::getName));
			fields.addAll(0, declared);
		}
		return fields;
	}

	/**
	 * Whether a class has no state, hidden state included: its objects are alike.
	 */
	static boolean none(Class<?> type) {
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			if (!instanceFields(current).isEmpty()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a class inherits state from the JDK, which can't be read.
	 */
	static boolean isHidden(Class<?> type) {
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			if (JdkTypes.contains(current) && !instanceFields(current).isEmpty()) {
				return true;
			}
		}
		return false;
	}

	static List<Field> instanceFields(Class<?> type) {
		return Arrays.stream(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.toList();
	}

	private static boolean isState(Class<?> type, Field field) {
		if (Modifier.isFinal(field.getModifiers()) || !Serializable.class.isAssignableFrom(type)) {
			return true;
		}
		if (isWrittenInItsOwnWay(type)) {
			throw new Refusal(type, "what its transient field '" + field.getName() + "' means is not known");
		}
		return false;
	}

	private static boolean isWrittenInItsOwnWay(Class<?> type) {
		for (Class<?> current = type; current != null
				&& !JdkTypes.contains(current); current = current.getSuperclass()) {
			if (declares(current, "writeObject", ObjectOutputStream.class)
					|| declares(current, "readObject", ObjectInputStream.class) || declares(current, "readResolve")
					|| declares(current, "writeReplace")) {
				return true;
			}
		}
		return Externalizable.class.isAssignableFrom(type);
	}

	private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
		return Arrays.stream(type.getDeclaredMethods())
			.anyMatch(
					(method) -> method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters));
	}

	private static boolean isTransient(Field field) {
		return Modifier.isTransient(field.getModifiers());
	}

	private static boolean isRemembered(Field field) {
		return REMEMBERED.getOrDefault(field.getDeclaringClass().getName(), Set.of()).contains(field.getName());
	}

}
