package io.musubito.code;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import org.springframework.util.AntPathMatcher;
import org.springframework.util.ClassUtils;

/**
 * Tells the classes of the application from those of libraries.
 */
public final class ApplicationTypes implements Predicate<Class<?>> {

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.",
			"kotlin.", "org.springframework.", "tools.jackson.", "com.fasterxml.", "reactor.");

	/** Of which an application may import configurations. */
	private static final List<String> KNOWN_LIBRARIES = List.of("org.apache.", "io.micrometer.", "org.springdoc.",
			"io.swagger.", "org.hibernate.", "org.mybatis.", "net.javacrumbs.", "io.github.resilience4j.",
			"com.netflix.", "io.awspring.", "com.google.", "com.azure.", "com.vaadin.", "org.jobrunr.",
			"com.github.kagkarlsson.", "org.axonframework.", "io.opentelemetry.", "io.grpc.", "graphql.");

	/** In which a pattern of packages is matched, as by component scanning. */
	private static final AntPathMatcher PATTERNS = new AntPathMatcher(".");

	private final Collection<String> names;

	private final Collection<String> packages;

	private final ApplicationCode code;

	/**
	 * Creates the predicate.
	 * @param packages the packages of the application; without any, every class counts
	 * that is not known to be of a library
	 */
	public ApplicationTypes(Collection<String> packages) {
		this.names = List.copyOf(packages);
		this.packages = packages.stream()
			.map((name) -> (name.isEmpty() || isPattern(name)) ? name : name + ".")
			.toList();
		this.code = new ApplicationCode(String.join(" ", packages), this::isInPackages);
	}

	/**
	 * The packages of the application.
	 * @return the names, none when they are not known
	 */
	public Collection<String> packages() {
		return this.names;
	}

	@Override
	public boolean test(Class<?> type) {
		String name = type.getName();
		return this.packages.isEmpty() ? LIBRARIES.stream().noneMatch(name::startsWith) : isInPackages(name);
	}

	/**
	 * Which classes a step reaches as code of the application.
	 * @param stepClass the class that has the step
	 * @return the classes: those in the packages of the application or, when they are not
	 * known, in the package of the step
	 */
	public ApplicationCode reachableFrom(Class<?> stepClass) {
		if (!this.packages.isEmpty()) {
			return this.code;
		}
		String packageName = ClassUtils.getPackageName(stepClass);
		return new ApplicationCode(packageName, new SamePackage(packageName));
	}

	/**
	 * Whether a class is in the packages of the application.
	 * @param name its name
	 * @return whether it is; never when the packages are not known
	 */
	public boolean isInPackages(String name) {
		return this.packages.stream().anyMatch((prefix) -> isIn(prefix, name));
	}

	private static boolean isIn(String prefix, String name) {
		if (prefix.isEmpty()) {
			return name.indexOf('.') < 0;
		}
		return (isPattern(prefix)) ? PATTERNS.match(prefix + ".**", name) : name.startsWith(prefix);
	}

	private static boolean isPattern(String name) {
		return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
	}

	/**
	 * Whether a class belongs to a library by its name, whoever made it a bean.
	 * @param name its name
	 * @return whether it does
	 */
	public static boolean isOfKnownLibrary(String name) {
		return LIBRARIES.stream().anyMatch(name::startsWith) || KNOWN_LIBRARIES.stream().anyMatch(name::startsWith);
	}

	private record SamePackage(String packageName) implements Predicate<String> {

		@Override
		public boolean test(String name) {
			return ClassUtils.getPackageName(name).equals(this.packageName);
		}

	}

}
