package io.musubito.aop;

import java.util.Arrays;
import java.util.List;

import org.springframework.core.env.Environment;

/**
 * What the placeholders in the texts of an annotation stand for.
 */
final class Placeholders {

	private final Environment environment;

	Placeholders(Environment environment) {
		this.environment = environment;
	}

	String resolve(Declaration declaration, String attribute, String text) {
		try {
			return this.environment.resolveRequiredPlaceholders(text);
		}
		catch (IllegalArgumentException ex) {
			throw declaration.refused(attribute + " = \"" + text + "\" has a placeholder without a value: "
					+ ex.getMessage() + ". Set the property, or give the placeholder a default, as in ${app.ttl:1h}.",
					ex);
		}
	}

	List<String> resolve(Declaration declaration, String attribute, String[] texts) {
		return Arrays.stream(texts).map((text) -> resolve(declaration, attribute, text)).toList();
	}

}
