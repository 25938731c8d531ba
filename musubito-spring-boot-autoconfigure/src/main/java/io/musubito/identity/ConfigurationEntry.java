package io.musubito.identity;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.musubito.identity.ApplicationProperties.Selection;
import org.jspecify.annotations.Nullable;

/**
 * One component of a configuration, read at startup and at each call.
 */
final class ConfigurationEntry {

	private final String component;

	private final Supplier<String> source;

	private final BiConsumer<String, String> observer;

	private final String atStartup;

	ConfigurationEntry(String component, Supplier<String> source) {
		this(component, source, (current, now) -> {
		});
	}

	private ConfigurationEntry(String component, Supplier<String> source, BiConsumer<String, String> observer) {
		this.component = component;
		this.source = source;
		this.observer = observer;
		this.atStartup = source.get();
	}

	/**
	 * The content of a resource.
	 */
	static ConfigurationEntry resource(String name, WatchedResource resource, ResourceTexts texts) {
		return new ConfigurationEntry("resource " + name, resource::hash,
				(current, hash) -> texts.note(current, () -> resource.text(hash)));
	}

	/**
	 * A property with all that is below it.
	 */
	static ConfigurationEntry property(String key, Selection selection) {
		HashedValues hashed = new HashedValues(key);
		return new ConfigurationEntry(ComponentHash.nameOf(key), () -> hashed.of(selection.values()));
	}

	/**
	 * One value, which may be missing.
	 */
	static ConfigurationEntry value(String key, Supplier<@Nullable String> value) {
		HashedValue hashed = new HashedValue(key);
		return new ConfigurationEntry(ComponentHash.nameOf(key), () -> hashed.of(value.get()));
	}

	String component() {
		return this.component;
	}

	String current() {
		String now = this.source.get();
		String current = ComponentHash.ofBoth(this.atStartup, now);
		this.observer.accept(current, now);
		return current;
	}

}
