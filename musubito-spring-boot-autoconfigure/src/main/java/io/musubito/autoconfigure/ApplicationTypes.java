package io.musubito.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells the classes of the application from those of libraries.
 */
final class ApplicationTypes implements Predicate<Class<?>> {

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.",
			"kotlin.", "org.springframework.", "tools.jackson.", "com.fasterxml.", "reactor.");

	private final List<String> prefixes;

	/**
	 * Creates the predicate.
	 * @param packages the packages of the application; without any, every class counts
	 * that is not known to be of a library
	 */
	ApplicationTypes(Collection<String> packages) {
		this.prefixes = packages.stream().map((name) -> name + ".").toList();
	}

	@Override
	public boolean test(Class<?> type) {
		String name = type.getName();
		return this.prefixes.isEmpty() ? LIBRARIES.stream().noneMatch(name::startsWith)
				: this.prefixes.stream().anyMatch(name::startsWith);
	}

}
