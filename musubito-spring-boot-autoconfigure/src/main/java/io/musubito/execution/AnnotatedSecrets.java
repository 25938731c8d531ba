package io.musubito.execution;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Base64;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.musubito.MusubitoSecret;
import io.musubito.identity.Input;
import org.jspecify.annotations.Nullable;

/**
 * Finds the texts in inputs and results that are annotated as secret.
 */
final class AnnotatedSecrets {

	private static final int MAX_DEPTH = 50;

	private final Set<String> found = new TreeSet<>();

	private final Map<Object, Boolean> visited = new IdentityHashMap<>();

	private AnnotatedSecrets() {
	}

	static Set<String> in(StepCall call, @Nullable Object result) {
		AnnotatedSecrets secrets = new AnnotatedSecrets();
		// With a key, the arguments are not among the inputs
		call.consumed().forEach(secrets::visit);
		call.inputs().forEach(secrets::visit);
		secrets.visit(result, false, 0);
		return Collections.unmodifiableSet(secrets.found);
	}

	private void visit(Input input) {
		visit(input.value(), input.secret(), 0);
	}

	private void visit(@Nullable Object value, boolean secret, int depth) {
		if (value == null || depth > MAX_DEPTH) {
			return;
		}
		if (value instanceof CharSequence || value instanceof Character) {
			add(value.toString(), secret);
		}
		else if (value instanceof char[] characters) {
			add(new String(characters), secret);
		}
		else if (value instanceof byte[] bytes) {
			add(Base64.getEncoder().encodeToString(bytes), secret);
		}
		else if (this.visited.put(value, secret) == null || secret) {
			visitParts(value, secret, depth + 1);
		}
	}

	private void visitParts(Object value, boolean secret, int depth) {
		if (value instanceof Iterable<?> elements) {
			elements.forEach((element) -> visit(element, secret, depth));
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> {
				visit(key, secret, depth);
				visit(element, secret, depth);
			});
		}
		else if (value instanceof Optional<?> optional) {
			visit(optional.orElse(null), secret, depth);
		}
		else if (value instanceof Object[] elements) {
			for (int i = 0; i < elements.length; i++) {
				visit(Array.get(elements, i), secret, depth);
			}
		}
		else {
			visitFields(value, secret, depth);
		}
	}

	private void visitFields(Object value, boolean secret, int depth) {
		for (Class<?> type = value.getClass(); type != null && !isOfJdk(type); type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
					visit(read(field, value), secret || field.isAnnotationPresent(MusubitoSecret.class), depth);
				}
			}
		}
	}

	private static @Nullable Object read(Field field, Object value) {
		try {
			field.setAccessible(true);
			return field.get(value);
		}
		catch (InaccessibleObjectException | IllegalAccessException ex) {
			// Of a library that doesn't let anybody look at it, and has no annotation
			return null;
		}
	}

	private static boolean isOfJdk(Class<?> type) {
		return type.getName().startsWith("java.") || type.getName().startsWith("jdk.");
	}

	private void add(String text, boolean secret) {
		if (secret && !text.isBlank()) {
			this.found.add(text);
		}
	}

}
