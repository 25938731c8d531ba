package io.musubito.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import io.musubito.code.ApplicationCode;

import org.springframework.util.ClassUtils;

/**
 * Tells the classes of the application from those of libraries.
 */
final class ApplicationTypes implements Predicate<Class<?>> {

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.",
			"kotlin.", "org.springframework.", "tools.jackson.", "com.fasterxml.", "reactor.");

	private final List<String> prefixes;

	private final ApplicationCode code;

	/**
	 * Creates the predicate.
	 * @param packages the packages of the application; without any, every class counts
	 * that is not known to be of a library
	 */
	ApplicationTypes(Collection<String> packages) {
		this.prefixes = packages.stream().map((name) -> name + ".").toList();
		this.code = new ApplicationCode(String.join(" ", packages), this::isInPackages);
	}

	@Override
	public boolean test(Class<?> type) {
		String name = type.getName();
		return this.prefixes.isEmpty() ? LIBRARIES.stream().noneMatch(name::startsWith) : isInPackages(name);
	}

	/**
	 * Which classes a step reaches as code of the application.
	 * @param stepClass the class that has the step
	 * @return the classes: those in the packages of the application or, when they are not
	 * known, in the package of the step
	 */
	ApplicationCode reachableFrom(Class<?> stepClass) {
		if (!this.prefixes.isEmpty()) {
			return this.code;
		}
		String packageName = ClassUtils.getPackageName(stepClass);
		return new ApplicationCode(packageName, new SamePackage(packageName));
	}

	private boolean isInPackages(String name) {
		return this.prefixes.stream().anyMatch(name::startsWith);
	}

	private record SamePackage(String packageName) implements Predicate<String> {

		@Override
		public boolean test(String name) {
			return ClassUtils.getPackageName(name).equals(this.packageName);
		}

	}

}
