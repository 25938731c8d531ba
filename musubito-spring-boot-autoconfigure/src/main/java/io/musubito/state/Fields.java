package io.musubito.state;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The instance fields that classes declare, in the order of their names.
 */
final class Fields {

	private static final ClassValue<List<Field>> DECLARED = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			return Arrays.stream(type.getDeclaredFields())
				.filter((field) -> !Modifier.isStatic(field.getModifiers()))
				.sorted(Comparator.comparing(Field::getName))
				.toList();
		}

	};

	private Fields() {
	}

	static List<Field> of(Class<?> type) {
		return DECLARED.get(type);
	}

	/**
	 * Whether objects of a class are all alike, since they hold nothing.
	 */
	static boolean areNone(Class<?> type) {
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			if (!of(current).isEmpty()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether what objects of a class hold may change.
	 */
	static boolean canChange(Class<?> type) {
		return of(type).stream().anyMatch(Fields::canChange);
	}

	/**
	 * Whether what a field holds may be another thing, or hold other things.
	 */
	static boolean canChange(Field field) {
		Class<?> type = field.getType();
		return !Modifier.isFinal(field.getModifiers()) || type.isArray() || ContainerWalk.isOne(type)
				|| type.getName().startsWith("java.util.concurrent.atomic.");
	}

	/**
	 * Whether objects of a class have fields that its subclasses may depend on.
	 */
	static boolean hasStateOfItsOwn(Class<?> type) {
		return of(type).stream().anyMatch((field) -> !Bystanders.isOne(field.getType()));
	}

}
