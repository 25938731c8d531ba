package io.musubito.autoconfigure;

import java.util.Collection;
import java.util.List;

import io.musubito.identity.ApplicationProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The properties of an environment. Names are canonical, so that the same property is
 * found in a file, in a variable of the environment and in the forms that Spring Boot
 * takes for the same; the key as it is written is looked up too, because code may ask for
 * exactly that.
 */
final class EnvironmentProperties implements ApplicationProperties {

	private final ConfigurableEnvironment environment;

	private final ModelProperties models;

	private volatile PropertyNames names;

	EnvironmentProperties(ConfigurableEnvironment environment, @Nullable Collection<String> patterns) {
		this.environment = environment;
		this.models = new ModelProperties(patterns);
		this.names = new PropertyNames(environment.getPropertySources());
	}

	@Override
	public Selection at(String key) {
		DeclaredKey declared = new DeclaredKey(key);
		return new WatchedProperties(this, declared::label, declared.isOptional() ? List.of() : List.of(declared),
				declared.key());
	}

	@Override
	public Selection ofModels() {
		return new WatchedProperties(this, this.models::label, this.models.required(), null);
	}

	/**
	 * The names of all properties that are set now.
	 */
	PropertyNames names() {
		PropertyNames known = this.names;
		if (!known.areThoseOf(this.environment.getPropertySources())) {
			known = new PropertyNames(this.environment.getPropertySources());
			this.names = known;
		}
		return known;
	}

	/**
	 * The value under a key as it is written.
	 */
	@Nullable String exact(String key) {
		try {
			return this.environment.getProperty(key);
		}
		catch (IllegalArgumentException ex) {
			// A placeholder in it has no value: nobody else can read it either
			return null;
		}
	}

	/**
	 * A value with what its placeholders stand for. One that nobody can resolve is as it
	 * is written: the property may be one of a provider that isn't used.
	 */
	String resolve(String value) {
		try {
			return value.contains("${") ? this.environment.resolvePlaceholders(value) : value;
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

}
