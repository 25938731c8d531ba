package io.musubito.code;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.musubito.CodeBoundary;
import io.musubito.CodeLevel;
import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The libraries that count for steps because the configuration names them, and the
 * versions of those that talk to models. Safe for use by many threads.
 */
public final class Libraries {

	/** Before the name of a library, as a component of an identity. */
	public static final String COMPONENT = "library ";

	private static final Pattern OF_MODELS = Pattern
		.compile("/((?:spring-ai|openai-java|anthropic-java|google-genai|google-cloud-(?:vertexai|aiplatform)|"
				+ "bedrockruntime|bedrock-runtime|azure-ai-openai|ollama4j|mcp)[^/]*?)-(\\d[^/!]*)\\.jar");

	private final @Nullable ClassLoader loader;

	private final List<LibraryPattern> patterns;

	private final Predicate<String> application;

	private final SingletonSupplier<Map<String, Named>> named = SingletonSupplier.of(this::findNamed);

	/**
	 * Creates it.
	 * @param loader finds the classes of the application
	 * @param patterns the libraries that count: {@code group:artifact}, with {@code *}
	 * for anything
	 * @param application tells the classes of the application, whose code counts by
	 * itself
	 */
	public Libraries(@Nullable ClassLoader loader, Collection<String> patterns, Predicate<String> application) {
		this.loader = loader;
		this.patterns = patterns.stream().map(LibraryPattern::of).toList();
		this.application = application;
	}

	/**
	 * Looks for the libraries that the configuration names.
	 * @throws StepDefinitionException if there is none of a name
	 */
	public void check() {
		if (!this.patterns.isEmpty()) {
			this.named.obtain();
		}
	}

	/**
	 * The libraries that count for a step: those that its code calls and those that the
	 * same pattern names, which they may call in turn. When it is not known what is
	 * called, all that are named count.
	 * @param code the code of the step
	 * @return versions by {@code library <name>}
	 */
	public SortedMap<String, String> components(CodeFingerprint code) {
		if (this.patterns.isEmpty()) {
			return Collections.emptySortedMap();
		}
		Map<String, Named> all = this.named.obtain();
		CodeBoundary boundary = code.boundary();
		boolean unknown = code.level() != CodeLevel.REACHABLE || !boundary.unresolved().isEmpty()
				|| !boundary.reflection().isEmpty();
		Set<LibraryPattern> called = new HashSet<>();
		for (String method : boundary.external()) {
			String root = rootOf(method.substring(0, method.indexOf('#')));
			Named library = (root != null) ? all.get(root) : null;
			if (library != null) {
				called.addAll(library.patterns());
			}
		}
		SortedMap<String, String> components = new TreeMap<>();
		all.values()
			.stream()
			.filter((library) -> unknown || library.patterns().stream().anyMatch(called::contains))
			.forEach((library) -> components.merge(COMPONENT + library.name(), library.identity(),
					(one, other) -> (one.compareTo(other) < 0) ? one + ", " + other : other + ", " + one));
		return Collections.unmodifiableSortedMap(components);
	}

	private @Nullable String rootOf(String className) {
		String name = className.replace('.', '/') + ".class";
		URL url = (this.loader != null) ? this.loader.getResource(name) : ClassLoader.getSystemResource(name);
		return (url != null) ? ClassPathRoots.rootOf(url, name) : null;
	}

	private Map<String, Named> findNamed() {
		Map<String, Named> found = new TreeMap<>();
		Set<LibraryPattern> missing = new HashSet<>(this.patterns);
		for (String root : ClassPathRoots.all(this.loader)) {
			try {
				Library library = Library.read(root);
				List<LibraryPattern> matching = this.patterns.stream().filter(library::matches).toList();
				if (!matching.isEmpty() && !isOfApplication(root, library)) {
					found.put(root, new Named(library.name(), library.identity(), matching));
					matching.forEach(missing::remove);
				}
			}
			catch (IOException | RuntimeException ex) {
				// On the class path, but no library: nothing can be called there
			}
		}
		for (LibraryPattern pattern : missing) {
			throw new StepDefinitionException("musubito.fingerprint.libraries has '" + pattern.text()
					+ "', but no library on the class path has this name, so that no change of it would be noticed. "
					+ "Write group:artifact as in the build file, with * for anything, or remove it.", null);
		}
		return found;
	}

	/**
	 * The classes of the application, of which each counts by itself.
	 */
	private boolean isOfApplication(String root, Library library) {
		return !root.endsWith(".jar!/") && library.content()
			.names()
			.filter((name) -> name.endsWith(".class"))
			.anyMatch((name) -> this.application.test(name.substring(0, name.length() - 6).replace('/', '.')));
	}

	/**
	 * The versions of the libraries that talk to models, as their files are called.
	 * @param loader finds the classes of the application
	 * @return versions by name
	 */
	public static SortedMap<String, String> ofModels(@Nullable ClassLoader loader) {
		SortedMap<String, String> versions = new TreeMap<>();
		for (String root : new ArrayList<>(ClassPathRoots.known(loader))) {
			Matcher matcher = OF_MODELS.matcher(root);
			if (matcher.find()) {
				versions.put(matcher.group(1), matcher.group(2));
			}
		}
		return versions;
	}

	/**
	 * A library that a pattern names.
	 */
	private record Named(String name, String identity, List<LibraryPattern> patterns) {

	}

}
