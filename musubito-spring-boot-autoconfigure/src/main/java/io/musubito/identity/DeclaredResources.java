package io.musubito.identity;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.StepDefinitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.AntPathMatcher;

/**
 * Finds the resources that a step declares and names them independently of where on this
 * machine they are.
 */
final class DeclaredResources {

	private final String operation;

	private final ResourcePatternResolver resolver;

	private final Environment environment;

	DeclaredResources(String operation, ResourceLoader resourceLoader, Environment environment) {
		this.operation = operation;
		this.resolver = ResourcePatternUtils.getResourcePatternResolver(resourceLoader);
		this.environment = environment;
	}

	/**
	 * Finds the resources at one location.
	 * @param declared the location as it is declared
	 * @return one resource named as it is declared, or the matches of a pattern, each
	 * with the pattern and its own path
	 */
	SortedMap<String, Resource> find(String declared) {
		SortedMap<String, Resource> found = new TreeMap<>();
		String location = resolve(declared);
		if (!isPattern(location)) {
			found.put(declared, this.resolver.getResource(location));
			return found;
		}
		try {
			String root = rootOf(location);
			for (Resource match : this.resolver.getResources(location)) {
				String path = match.getURL().getPath();
				int start = path.lastIndexOf(root);
				found.put(declared + " " + ((start >= 0) ? path.substring(start + root.length()) : path), match);
			}
		}
		catch (FileNotFoundException ex) {
			// The folder that the pattern begins with is not there: nothing matches.
		}
		catch (IOException ex) {
			throw refused(declared, "can't be searched (" + ex.getClass().getSimpleName() + ")", ex);
		}
		if (found.isEmpty()) {
			throw refused(declared, "matches nothing when the application starts", null);
		}
		return found;
	}

	private String resolve(String declared) {
		try {
			return this.environment.resolveRequiredPlaceholders(declared);
		}
		catch (IllegalArgumentException ex) {
			throw refused(declared, "has a placeholder without a value (" + ex.getMessage() + ")", ex);
		}
	}

	private static String rootOf(String pattern) {
		String path = pattern.substring(pattern.indexOf(':') + 1).replaceFirst("^/+", "");
		int end = 0;
		while ("*?{".indexOf(path.charAt(end)) < 0) {
			end++;
		}
		return path.substring(0, end);
	}

	private static boolean isPattern(String location) {
		String path = location.substring(location.indexOf(':') + 1);
		return new AntPathMatcher().isPattern(path);
	}

	private StepDefinitionException refused(String declared, String why, @Nullable Exception cause) {
		return new StepDefinitionException(
				"Step '%s': resource '%s' %s. Its content is part of what identifies a call. ".formatted(this.operation,
						declared, why) + "Create it, correct its location, or remove it from the step's resources.",
				cause);
	}

}
