package io.musubito.artifact;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.util.ClassUtils;

/**
 * The classes that a name of a type may have which somebody may have changed: those of
 * the application, and those that values consist of. Others are not even initialised.
 */
final class NamedClasses {

	private static final Set<String> PACKAGES = Set.of("java.lang", "java.util", "java.time", "java.math");

	private static final String SPRING_AI = "org.springframework.ai.";

	private final Predicate<Class<?>> applicationTypes;

	NamedClasses(Predicate<Class<?>> applicationTypes) {
		this.applicationTypes = applicationTypes;
	}

	/**
	 * Whether all classes of a type may be used.
	 * @param canonicalName the name of the type, with its type arguments
	 */
	boolean permit(String canonicalName) {
		return Arrays.stream(canonicalName.split("[<>,\\[\\]]"))
			.map(String::strip)
			.filter((name) -> !name.isEmpty())
			.allMatch(this::permitClass);
	}

	private boolean permitClass(String name) {
		try {
			// Without initialising it
			Class<?> type = ClassUtils.forName(name, ClassUtils.getDefaultClassLoader());
			return type.isPrimitive() || PACKAGES.contains(type.getPackageName())
					|| type.getName().startsWith(SPRING_AI) || this.applicationTypes.test(type);
		}
		catch (ClassNotFoundException | LinkageError | IllegalArgumentException ex) {
			return false;
		}
	}

}
