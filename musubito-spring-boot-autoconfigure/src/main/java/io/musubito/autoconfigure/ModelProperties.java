package io.musubito.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import io.musubito.autoconfigure.PropertyNames.Property;
import org.jspecify.annotations.Nullable;

/**
 * Tells the properties that name a model or its options, or the content that a model is
 * given: another collection, another server of tools. Under {@code spring.ai} everything
 * counts that is not known to leave answers as they are: an option that somebody forgot
 * to list would replay an old answer.
 */
final class ModelProperties {

	private static final Pattern MODEL = Pattern.compile("spring\\.ai\\..+");

	// Of keys with dots for dashes: an environment variable does not tell them apart.
	private static final Pattern WITHOUT_EFFECT_ON_ANSWERS = Pattern
		.compile("(.*\\.)?(api\\.?key|secret|password|credentials?|(access|auth|bearer|session)\\.token|username|"
				+ "timeout|retries|connection|proxy|initialize\\.?schema|"
				+ "(max\\.)?document\\.batch\\.size|batching\\.strategy|observations?)(\\..*|\\[.*)?"
				+ "|spring\\.ai\\.(retry|mcp\\.server)\\..*|spring\\.ai\\.mcp\\.client\\.(name|version|initialized)"
				+ "|spring\\.ai\\.mcp\\.client\\..*\\.env\\..*");

	/** The same model elsewhere answers alike; another vector store has other content. */
	private static final Pattern ADDRESS = Pattern
		.compile("(.*\\.)?(base\\.?ur[li]|endpoint|host|port|organization\\.?id|project\\.?id)(\\..*|\\[.*)?");

	private static final Pattern SOURCE_OF_CONTENT = Pattern
		.compile("spring\\.ai\\.(vectorstore|mcp|chat\\.memory)\\..*");

	private final @Nullable List<DeclaredKey> patterns;

	/**
	 * Creates it.
	 * @param patterns keys, of which all that are below them count too; {@code null} for
	 * the default
	 */
	ModelProperties(@Nullable Collection<String> patterns) {
		this.patterns = (patterns != null) ? patterns.stream().map(DeclaredKey::new).toList() : null;
	}

	/**
	 * The keys under which something has to be set.
	 */
	List<DeclaredKey> required() {
		return (this.patterns != null) ? this.patterns.stream().filter((key) -> !key.isOptional()).toList() : List.of();
	}

	/**
	 * The canonical key of a property that counts.
	 * @return the key, {@code null} when it doesn't count
	 */
	@Nullable String label(Property property) {
		String key = property.name().toString();
		boolean counts = (this.patterns != null)
				? this.patterns.stream().anyMatch((pattern) -> pattern.label(property) != null) : isOfModel(key);
		return counts ? key : null;
	}

	private static boolean isOfModel(String key) {
		if (!MODEL.matcher(key).matches()) {
			return false;
		}
		String text = key.replace('-', '.');
		return !WITHOUT_EFFECT_ON_ANSWERS.matcher(text).matches()
				&& (!ADDRESS.matcher(text).matches() || SOURCE_OF_CONTENT.matcher(text).matches());
	}

}
