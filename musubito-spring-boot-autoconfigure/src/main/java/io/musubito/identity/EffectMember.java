package io.musubito.identity;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.musubito.EffectName;
import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Something that counts by a name: a parameter, or a field of a class.
 *
 * @param name its name in the code
 * @param type its declared type
 * @param pin the name that it was given; {@code null} when none was
 * @param counts whether it identifies the effect
 * @param field where it is read; {@code null} of a parameter
 */
record EffectMember(String name, ResolvableType type, @Nullable String pin, boolean counts, @Nullable Field field) {

	static EffectMember of(EffectParameter parameter) {
		String pin = parameter.pin();
		if (pin != null && !isName(pin)) {
			throw new StepDefinitionException(
					"@EffectName on parameter '" + parameter.name() + "' names nothing: it is "
							+ "empty, or has a line break or a tabulator. Give it a name of letters and digits.",
					null);
		}
		return new EffectMember(parameter.name(), ResolvableType.forType(parameter.type()), parameter.pin(),
				parameter.counts(), null);
	}

	/**
	 * The fields of a class, those of its superclasses first, and the components of a
	 * record in their order.
	 * @param type the class
	 * @param application tells the classes of the application
	 * @throws EffectRefusal when the class has state that can't be read
	 */
	static List<EffectMember> of(Class<?> type, Predicate<Class<?>> application) {
		refuseWithoutContent(type);
		List<EffectMember> members = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Class<?> declaring : hierarchy(type)) {
			for (Field field : declaring.getDeclaredFields()) {
				if (!isContent(field)) {
					continue;
				}
				if (!type.isRecord() && !application.test(declaring)) {
					throw new EffectRefusal(type,
							"it extends " + declaring.getName() + ", a class of a library whose state is not known");
				}
				String name = names.add(field.getName()) ? field.getName()
						: declaring.getSimpleName() + "." + field.getName();
				members.add(new EffectMember(name, ResolvableType.forField(field), pin(field), true, readable(field)));
			}
		}
		return members;
	}

	static @Nullable String pin(AnnotatedElement element) {
		EffectName name = element.getAnnotation(EffectName.class);
		if (name != null && !isName(name.value())) {
			throw new StepDefinitionException(
					"@EffectName on " + element + " names nothing: it is empty, or has a line "
							+ "break or a tabulator. Give it a name of letters and digits.",
					null);
		}
		return (name != null) ? name.value() : null;
	}

	private static boolean isName(String name) {
		return !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
	}

	private static void refuseWithoutContent(Class<?> type) {
		if (type.isHidden() || type.isSynthetic()) {
			throw new EffectRefusal(type, "it is a lambda, and code has no content");
		}
		if (type.getName().contains("$$")) {
			throw new EffectRefusal(type, "it is a proxy or a generated class");
		}
		if (type.isAnonymousClass() || (type.isLocalClass() && !type.isRecord())) {
			throw new EffectRefusal(type, "an anonymous or local class may hold variables of the code around it");
		}
		if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
			throw new EffectRefusal(type, "it is an inner class, which belongs to an object of the class around it");
		}
	}

	private static Deque<Class<?>> hierarchy(Class<?> type) {
		Deque<Class<?>> hierarchy = new ArrayDeque<>();
		for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
			hierarchy.addFirst(current);
		}
		return hierarchy;
	}

	private static boolean isContent(Field field) {
		return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers());
	}

	private static Field readable(Field field) {
		try {
			field.setAccessible(true);
			return field;
		}
		catch (RuntimeException ex) {
			throw new EffectRefusal(field.getDeclaringClass(), "its fields can't be read: " + ex.getMessage());
		}
	}

}
