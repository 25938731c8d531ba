package io.musubito.state;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds final fields whose objects are what the code says that sets them: lambdas and
 * method references, what the JDK makes of these, and mappers of Jackson 3. None of them
 * tells what it holds, but when they are made of nothing but constants and each other,
 * the code is all that there is to know.
 */
final class Initialisers {

	/** Objects that never change and don't show what they are made of. */
	private static final Set<String> CLOSED = Set.of("java.util.stream.Collectors$CollectorImpl",
			"java.util.Collections$ReverseComparator2", "java.util.Comparators$NullComparator",
			"tools.jackson.databind.json.JsonMapper");

	private static final Pattern LIBRARY = Pattern.compile("(java|javax|jdk|sun)\\..*");

	private static final int MAX_DEPTH = 5;

	private static final ClassValue<Map<String, Optional<Initialiser>>> KNOWN = new ClassValue<>() {

		@Override
		protected Map<String, Optional<Initialiser>> computeValue(Class<?> type) {
			return new ConcurrentHashMap<>();
		}

	};

	private Initialisers() {
	}

	/**
	 * Finds the code that says all of an object.
	 * @param field the field that holds it
	 * @param value the object
	 * @return the code; {@code null} when there may be more to it
	 */
	static @Nullable Initialiser find(Field field, Object value) {
		Class<?> type = value.getClass();
		boolean closed = Lambdas.isLambda(type) || CLOSED.contains(type.getName());
		return (closed && Modifier.isFinal(field.getModifiers())) ? find(field, 0) : null;
	}

	private static @Nullable Initialiser find(Field field, int depth) {
		Map<String, Optional<Initialiser>> known = KNOWN.get(field.getDeclaringClass());
		Optional<Initialiser> found = known.get(field.getName());
		if (found == null) {
			found = Optional.ofNullable(InitialiserReader.read(field, (other) -> constant(field, other, depth)));
			known.put(field.getName(), found);
		}
		return found.orElse(null);
	}

	/**
	 * What another field adds to an initialiser that reads it.
	 * @param name the class and the name of the field
	 * @return the code; {@code null} when it may hold anything
	 */
	private static @Nullable Initialiser constant(Field reader, FieldName name, int depth) {
		try {
			ClassLoader loader = reader.getDeclaringClass().getClassLoader();
			Field field = Class.forName(name.owner(), false, loader).getDeclaredField(name.name());
			boolean ofJdk = LIBRARY.matcher(name.owner()).matches();
			if ((field.isEnumConstant() && holdsFixedValuesOnly(field.getType()))
					|| (ofJdk && field.getType() == Comparator.class)) {
				return new Initialiser(name.owner() + "." + name.name(), Set.of());
			}
			boolean constant = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
			return (constant && !ofJdk && depth < MAX_DEPTH) ? find(field, depth + 1) : null;
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return null;
		}
	}

	private static boolean holdsFixedValuesOnly(Class<?> type) {
		return Stream.of(type.getDeclaredFields())
			.filter((field) -> !Modifier.isStatic(field.getModifiers()))
			.allMatch((field) -> Modifier.isFinal(field.getModifiers()) && PlainValues.isFixed(field.getType()));
	}

	/**
	 * A field by the name of its class and its own.
	 *
	 * @param owner the name of the class
	 * @param name the name of the field
	 */
	record FieldName(String owner, String name) {

	}

	/**
	 * The code that sets a field.
	 *
	 * @param text what it does, without the bodies of lambdas
	 * @param bodies the methods that its lambdas are, as code that covers them names them
	 */
	record Initialiser(String text, Set<String> bodies) {

	}

}
