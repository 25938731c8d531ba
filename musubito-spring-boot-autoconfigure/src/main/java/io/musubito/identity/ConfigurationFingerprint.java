package io.musubito.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.musubito.StepDefinitionException;
import io.musubito.value.DigestSink;

import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * The content of the resources and the values of the properties that a step declares.
 * Built when the application starts, asked at each call.
 * <p>
 * An application may have read a prompt once, when it started, or may read it at each
 * call; from outside that can't be told. So while the content is what it was at startup,
 * it counts alone; when it is another one, both count.
 * <p>
 * Files are read again when their stamp changes; resources in archives are read once.
 * Safe for use by many threads.
 */
public final class ConfigurationFingerprint {

	private final List<Entry> entries = new ArrayList<>();

	/**
	 * Reads everything once.
	 * @param operation the step, for messages
	 * @param resources the locations of the resources as they are declared; placeholders
	 * are resolved, and what they stand for is no part of the identity, the content is;
	 * patterns like {@code classpath*:prompts/*.st} are matched once, at startup
	 * @param properties the keys of the properties
	 * @param resourceLoader finds the resources
	 * @param environment has the properties
	 * @throws StepDefinitionException if a resource doesn't exist or can't be read, or a
	 * pattern matches none
	 */
	public ConfigurationFingerprint(String operation, Collection<String> resources, Collection<String> properties,
			ResourceLoader resourceLoader, Environment environment) {
		DeclaredResources declared = new DeclaredResources(operation, resourceLoader, environment);
		for (String location : resources) {
			declared.find(location).forEach((name, resource) -> {
				WatchedResource watched = new WatchedResource(operation, name, resource);
				add("resource " + name, watched::hash);
			});
		}
		for (String key : properties) {
			add("property " + key, () -> hash(environment, key));
		}
	}

	/**
	 * What the configuration is now. Costs a look at each file, and reads those that
	 * changed.
	 * @return hashes by {@code resource <location>} and {@code property <key>}; a
	 * property that isn't set is {@code unset}
	 * @throws StepDefinitionException if a resource that was there can't be read any more
	 */
	public SortedMap<String, String> current() {
		if (this.entries.isEmpty()) {
			return Collections.emptySortedMap();
		}
		SortedMap<String, String> current = new TreeMap<>();
		for (Entry entry : this.entries) {
			current.put(entry.component, entry.current());
		}
		return Collections.unmodifiableSortedMap(current);
	}

	private void add(String component, Source source) {
		this.entries.add(new Entry(component, source, source.read()));
	}

	private static String hash(Environment environment, String key) {
		String value = environment.getProperty(key);
		if (value == null) {
			return "unset";
		}
		DigestSink sink = new DigestSink("property");
		sink.text(value);
		return sink.hex();
	}

	/**
	 * Something that is read at startup and at each call.
	 */
	private interface Source {

		String read();

	}

	/**
	 * One component.
	 *
	 * @param component its name
	 * @param source where it comes from
	 * @param atStartup its hash when the application started
	 */
	private record Entry(String component, Source source, String atStartup) {

		private String current() {
			String now = this.source.read();
			if (now.equals(this.atStartup)) {
				return now;
			}
			DigestSink both = new DigestSink("changed-configuration");
			both.text(this.atStartup);
			both.text(now);
			return both.hex();
		}

	}

}
