package io.musubito.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.musubito.StepDefinitionException;
import io.musubito.StepType;
import io.musubito.identity.ApplicationProperties.Selection;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds what of the configuration is part of the identity of a step, with an annotation
 * or without, and refuses what could never identify anything.
 */
public final class StepConfigurations {

	private static final String SYSTEM = "system:";

	private static final String ENVIRONMENT = "env:";

	private static final String RESOURCE = "resource:";

	private static final String PROFILES = "spring.profiles.active";

	private final ResourceTexts texts = new ResourceTexts();

	private final ResourceLoader resourceLoader;

	private final Environment environment;

	private final ApplicationProperties properties;

	private final SingletonSupplier<ModelEntries> models;

	private final AtomicBoolean modelsChecked = new AtomicBoolean();

	private final ConcurrentMap<Set<String>, ConfigurationFingerprint> ofCode = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param resourceLoader finds resources
	 * @param environment resolves placeholders in locations
	 * @param properties has the properties
	 */
	public StepConfigurations(ResourceLoader resourceLoader, Environment environment,
			ApplicationProperties properties) {
		this.resourceLoader = resourceLoader;
		this.environment = environment;
		this.properties = properties;
		this.models = SingletonSupplier.of(() -> new ModelEntries(properties.ofModels()));
	}

	/**
	 * The texts of the resources that steps declare.
	 * @return the texts
	 */
	public ResourceTexts texts() {
		return this.texts;
	}

	/**
	 * Reads all configuration of a step once whose code asks no model unless its type
	 * says so.
	 * @param operation the step
	 * @param type its type
	 * @param resources the locations of the resources as they are declared
	 * @param keys the keys of the properties
	 * @param fixed further components, the same at each call; asked later
	 * @return the fingerprint
	 * @throws StepDefinitionException if something that is declared is not there
	 */
	public ConfigurationFingerprint of(String operation, StepType type, Collection<String> resources,
			Collection<String> keys, Supplier<SortedMap<String, String>> fixed) {
		return of(operation, type, resources, keys, fixed, null);
	}

	/**
	 * Reads all configuration of a step once.
	 * @param operation the step
	 * @param type its type; those that are stochastic depend on the properties of models
	 * @param resources the locations of the resources as they are declared; placeholders
	 * are resolved, and what they stand for is no part of the identity, the content is;
	 * patterns like {@code classpath*:prompts/*.st} are matched once, at startup
	 * @param keys the keys of the properties; with {@code ?} at its end nothing need be
	 * set under a key
	 * @param fixed further components, the same at each call; asked later
	 * @param asksModel whether its code may ask a model, so that the step depends on
	 * these properties whatever its type is; asked later; {@code null} when it doesn't
	 * @return the fingerprint
	 * @throws StepDefinitionException if a resource doesn't exist or can't be read, a
	 * pattern matches none, nothing is set under a key, or a value is another each time
	 * it is read
	 */
	public ConfigurationFingerprint of(String operation, StepType type, Collection<String> resources,
			Collection<String> keys, Supplier<SortedMap<String, String>> fixed, @Nullable BooleanSupplier asksModel) {
		List<ConfigurationEntry> entries = new ArrayList<>();
		DeclaredResources declared = new DeclaredResources(operation, this.resourceLoader, this.environment);
		for (String location : resources) {
			declared.find(location).forEach((name, resource) -> {
				WatchedResource watched = new WatchedResource(operation, name, resource);
				entries.add(ConfigurationEntry.resource(name, watched, this.texts));
			});
		}
		for (String key : keys) {
			Selection selection = this.properties.at(key);
			check(operation, selection);
			entries.add(ConfigurationEntry.property(key.endsWith("?") ? key.substring(0, key.length() - 1) : key,
					selection));
		}
		BooleanSupplier counts = (type == StepType.STOCHASTIC) ? () -> true : asksModel;
		if (type == StepType.EXTERNAL_EFFECT || counts == null) {
			return new ConfigurationFingerprint(entries, null, () -> false, fixed);
		}
		// As they are when the application starts: beans have read them by then
		ModelEntries ofModels = this.models.obtain();
		if (type == StepType.STOCHASTIC) {
			checkModels();
		}
		return new ConfigurationFingerprint(entries, ofModels, SingletonSupplier.of(() -> count(counts))::obtain,
				fixed);
	}

	private boolean count(BooleanSupplier counts) {
		boolean count = counts.getAsBoolean();
		if (count) {
			checkModels();
		}
		return count;
	}

	/**
	 * The properties that code asks for, read when it is first asked for them and at each
	 * call. Nothing need be set under their keys: what code does then is its own
	 * business.
	 * @param keys the keys; those of system properties begin with {@code system:},
	 * environment variables with {@code env:}, locations of resources with
	 * {@code resource:}
	 * @return the fingerprint, with a component {@code property <key>} or
	 * {@code resource <location>} for each
	 */
	public ConfigurationFingerprint ofCode(Set<String> keys) {
		return this.ofCode.computeIfAbsent(keys,
				(all) -> new ConfigurationFingerprint(all.stream().map(this::ofCode).toList(), null, () -> false,
						Collections::emptySortedMap));
	}

	private ConfigurationEntry ofCode(String key) {
		if (key.startsWith(SYSTEM)) {
			return ConfigurationEntry.value(key, () -> System.getProperty(key.substring(SYSTEM.length())));
		}
		if (key.startsWith(ENVIRONMENT)) {
			return ConfigurationEntry.value(key, () -> System.getenv(key.substring(ENVIRONMENT.length())));
		}
		if (key.startsWith(RESOURCE)) {
			return ofResource(key.substring(RESOURCE.length()));
		}
		if (key.equals(PROFILES)) {
			return ConfigurationEntry.value(key, () -> String.join(",", this.environment.getActiveProfiles()));
		}
		return ConfigurationEntry.property(key, this.properties.at(key + "?"));
	}

	/**
	 * What code opens need not be there: what it does then is its own business.
	 */
	private ConfigurationEntry ofResource(String location) {
		return new ConfigurationEntry("resource " + location,
				new OpenedResource(location, this.resourceLoader.getResource(location))::hash);
	}

	private void checkModels() {
		if (this.modelsChecked.get()) {
			return;
		}
		Selection models = this.properties.ofModels();
		for (Map.Entry<String, String> missing : models.missing().entrySet()) {
			throw new StepDefinitionException(("musubito.fingerprint.properties has '%s', but nothing is set under "
					+ "this key, so that it tells no two computations apart. %s Correct it, set it, or write '%s?' if "
					+ "it may be missing.")
				.formatted(missing.getKey(), missing.getValue(), missing.getKey()), null);
		}
		String unsteady = models.findUnsteady();
		if (!unsteady.isEmpty()) {
			throw new StepDefinitionException(("Property '%s' is an option of a model and part of the identity of "
					+ "stochastic steps and of those that may ask a model, but it has another value each time it is "
					+ "read (a random number?), so that nothing could be replayed. Give it a fixed value, or say with "
					+ "musubito.fingerprint.properties which properties count.")
				.formatted(unsteady), null);
		}
		this.modelsChecked.set(true);
	}

	private static void check(String operation, Selection selection) {
		for (Map.Entry<String, String> missing : selection.missing().entrySet()) {
			throw new StepDefinitionException(("Step '%s': nothing is set under the property '%s' that it declares, "
					+ "neither the property itself nor an element, entry or property below it, so that it tells no two "
					+ "computations apart. %s Correct the key, set it, or declare '%s?' if it may be missing.")
				.formatted(operation, missing.getKey(), missing.getValue(), missing.getKey()), null);
		}
		String unsteady = selection.findUnsteady();
		if (!unsteady.isEmpty()) {
			throw new StepDefinitionException(("Step '%s': the property '%s' that it declares has another value each "
					+ "time it is read (a random number?), so that nothing could be replayed. Give it a fixed value, or "
					+ "remove it from the step's properties.")
				.formatted(operation, unsteady), null);
		}
	}

}
