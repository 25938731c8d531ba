package io.musubito.autoconfigure;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The namespace of what the application records.
 */
final class NamespaceProperty {

	private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{0,64}");

	private NamespaceProperty() {
	}

	/**
	 * Reads the namespace.
	 * @param properties the properties
	 * @return the namespace, which may be empty
	 * @throws InvalidPropertyException when it is none
	 */
	static String of(MusubitoProperties properties) {
		String namespace = Objects.requireNonNullElse(properties.getNamespace(), "");
		if (!ALLOWED.matcher(namespace).matches()) {
			throw new InvalidPropertyException("musubito.namespace is '" + namespace
					+ "', which can't be a namespace. Set it to at most 64 of the letters a to z and A to Z, digits, "
					+ "'.', '_' and '-', or leave it out");
		}
		return namespace;
	}

}
