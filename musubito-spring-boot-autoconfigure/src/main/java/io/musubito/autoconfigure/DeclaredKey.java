package io.musubito.autoconfigure;

import java.util.Collection;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.musubito.autoconfigure.PropertyNames.Property;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * A key as somebody declares it, for a property or for all that begin with it. With
 * {@code ?} at its end nothing need be set under it.
 */
final class DeclaredKey {

	private final String key;

	private final boolean optional;

	private final ConfigurationPropertyName name;

	private final String withDots;

	DeclaredKey(String declared) {
		this.optional = declared.endsWith("?");
		String text = (this.optional) ? declared.substring(0, declared.length() - 1) : declared;
		this.key = (text.endsWith(".")) ? text.substring(0, text.length() - 1) : text;
		this.name = ConfigurationPropertyName.adapt(this.key, '.');
		this.withDots = withDots(this.name);
	}

	String key() {
		return this.key;
	}

	boolean isOptional() {
		return this.optional;
	}

	/**
	 * What a property is called below this one.
	 * @return the name, {@code null} when it is neither this one nor below it
	 */
	@Nullable String label(Property property) {
		if (this.name.isEmpty()) {
			return null;
		}
		ConfigurationPropertyName other = property.name();
		if (this.name.equals(other)) {
			return ".";
		}
		if (this.name.isAncestorOf(other)) {
			// As it is written: it may be the key of a map
			StringJoiner label = new StringJoiner(".");
			for (int i = this.name.getNumberOfElements(); i < other.getNumberOfElements(); i++) {
				String element = other.getElement(i, Form.ORIGINAL);
				label.add(other.chop(i + 1).isLastElementIndexed() ? "[" + element + "]" : element);
			}
			return label.toString();
		}
		if (property.ofEnvironment()) {
			// APP_MAX_TOKENS may be app.max-tokens
			String text = withDots(other);
			if (text.equals(this.withDots) || text.startsWith(this.withDots + ".")) {
				return "environment " + text;
			}
		}
		return null;
	}

	/**
	 * Keys that are set, cut to the length of this one, which may be meant.
	 */
	Collection<String> candidates(Collection<Property> properties) {
		return properties.stream()
			.map(Property::name)
			.map((other) -> other.chop(Math.max(this.name.getNumberOfElements(), 1)).toString())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String withDots(ConfigurationPropertyName name) {
		return name.toString().replace('-', '.').replace("[", ".").replace("]", "");
	}

}
