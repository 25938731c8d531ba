package io.musubito.autoconfigure;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Finds the properties that name a model or its options. Under {@code spring.ai}
 * everything counts that is not known to leave answers as they are: an option that
 * somebody forgot to list would replay an old answer.
 */
final class ModelProperties {

	private static final Pattern MODEL = Pattern.compile("spring\\.ai\\..+");

	// Of keys with dots for dashes: an environment variable does not tell them apart.
	private static final Pattern WITHOUT_EFFECT_ON_ANSWERS = Pattern
		.compile("(.*\\.)?(api\\.?key|secret|password|credentials?|(access|auth|bearer|session)\\.token|username|"
				+ "base\\.?ur[li]|endpoint|host|port|timeout|retries|connection|proxy|organization\\.?id|project\\.?id|"
				+ "observations?)(\\..*|\\[.*)?|spring\\.ai\\.(retry|vectorstore|mcp|chat\\.memory)\\..*");

	private ModelProperties() {
	}

	/**
	 * Finds the keys that are set when the application starts.
	 * @param environment has the properties
	 * @param patterns keys, or prefixes that end with a dot; {@code null} for the default
	 * @return the keys in canonical form
	 */
	static SortedSet<String> find(Environment environment, @Nullable Collection<String> patterns) {
		Predicate<String> counts = (patterns != null) ? (key) -> matches(key, patterns)
				: (key) -> MODEL.matcher(key).matches()
						&& !WITHOUT_EFFECT_ON_ANSWERS.matcher(key.replace('-', '.')).matches();
		SortedSet<String> keys = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources
			.from(((ConfigurableEnvironment) environment).getPropertySources())) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream().map(ConfigurationPropertyName::toString).filter(counts).forEach(keys::add);
			}
		}
		if (patterns != null) {
			patterns.stream().filter((pattern) -> !pattern.endsWith(".")).forEach(keys::add);
		}
		return keys;
	}

	private static boolean matches(String key, Collection<String> patterns) {
		return patterns.stream()
			.anyMatch((pattern) -> pattern.endsWith(".") ? key.startsWith(pattern) : key.equals(pattern));
	}

}
