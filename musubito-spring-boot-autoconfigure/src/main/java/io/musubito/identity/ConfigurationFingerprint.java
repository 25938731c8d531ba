package io.musubito.identity;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.musubito.StepDefinitionException;
import io.musubito.identity.ApplicationProperties.Selection;
import io.musubito.value.DigestSink;
import org.jspecify.annotations.Nullable;

/**
 * The content of the resources and the values of the properties that a step declares.
 * Built when the application starts, asked at each call.
 * <p>
 * An application may have read a prompt once, when it started, or may read it at each
 * call; from outside that can't be told. So while the content is what it was at startup,
 * it counts alone; when it is another one, both count.
 * <p>
 * Files are read again when their stamp changes; resources in archives are read once. A
 * property counts with all that is below it. Safe for use by many threads.
 */
public final class ConfigurationFingerprint {

	private static final String PROPERTY = "property ";

	private static final String UNSET = "unset";

	private final List<Entry> entries;

	private final @Nullable ModelEntries models;

	private final Supplier<SortedMap<String, String>> fixed;

	private volatile @Nullable Merged merged;

	ConfigurationFingerprint(List<Entry> entries, @Nullable Selection models,
			Supplier<SortedMap<String, String>> fixed) {
		this.entries = List.copyOf(entries);
		this.models = (models != null) ? new ModelEntries(models) : null;
		this.fixed = fixed;
	}

	/**
	 * What the configuration is now. Costs a look at each file, and reads those that
	 * changed.
	 * @return hashes by {@code resource <location>} and {@code property <key>}, and what
	 * is the same at each call; a property that isn't set is {@code unset}
	 * @throws StepDefinitionException if a resource that was there can't be read any more
	 */
	public SortedMap<String, String> current() {
		SortedMap<String, String> always = this.fixed.get();
		if (this.entries.isEmpty() && this.models == null) {
			return always;
		}
		SortedMap<String, String> ofModels = (this.models != null) ? this.models.components()
				: Collections.emptySortedMap();
		if (this.entries.isEmpty()) {
			return merged(always, ofModels);
		}
		SortedMap<String, String> current = new TreeMap<>(always);
		current.putAll(ofModels);
		for (Entry entry : this.entries) {
			current.put(entry.component, entry.current());
		}
		return Collections.unmodifiableSortedMap(current);
	}

	/**
	 * Both together, made once as long as both are the same.
	 */
	private SortedMap<String, String> merged(SortedMap<String, String> always, SortedMap<String, String> ofModels) {
		Merged last = this.merged;
		if (last == null || last.always != always || last.ofModels != ofModels) {
			SortedMap<String, String> all = new TreeMap<>(always);
			all.putAll(ofModels);
			last = new Merged(always, ofModels, Collections.unmodifiableSortedMap(all));
			this.merged = last;
		}
		return last.all;
	}

	/**
	 * What the configuration is now, with what is known already.
	 * @param known components, which stay what they are where both have one
	 * @return all of them
	 */
	public SortedMap<String, String> addTo(SortedMap<String, String> known) {
		if (this.entries.isEmpty()) {
			return known;
		}
		SortedMap<String, String> all = new TreeMap<>(current());
		all.putAll(known);
		return Collections.unmodifiableSortedMap(all);
	}

	private static String both(String atStartup, String now) {
		if (now.equals(atStartup)) {
			return now;
		}
		DigestSink both = new DigestSink("changed-configuration");
		both.text(atStartup);
		both.text(now);
		return both.hex();
	}

	private static String hash(String value) {
		DigestSink sink = new DigestSink("property");
		sink.text(value);
		return sink.hex();
	}

	private static String hash(SortedMap<String, String> values) {
		if (values.isEmpty()) {
			return UNSET;
		}
		DigestSink sink = new DigestSink("property");
		values.forEach((name, value) -> {
			sink.text(name);
			sink.text(value);
		});
		return sink.hex();
	}

	/**
	 * What was merged.
	 *
	 * @param always the one part
	 * @param ofModels the other part
	 * @param all both
	 */
	private record Merged(SortedMap<String, String> always, SortedMap<String, String> ofModels,
			SortedMap<String, String> all) {

	}

	/**
	 * Something that is read at startup and at each call.
	 */
	@FunctionalInterface
	interface Source {

		String read();

	}

	/**
	 * One component.
	 */
	static final class Entry {

		private final String component;

		private final Source source;

		private final String atStartup;

		Entry(String component, Source source) {
			this.component = component;
			this.source = source;
			this.atStartup = source.read();
		}

		/**
		 * A property with all that is below it.
		 */
		static Entry property(String key, Selection selection) {
			Hashed hashed = new Hashed();
			return new Entry(PROPERTY + key, () -> hashed.of(selection.values()));
		}

		/**
		 * One value, which may be missing.
		 */
		static Entry value(String key, Supplier<@Nullable String> value) {
			return new Entry(PROPERTY + key, () -> {
				String now = value.get();
				return (now != null) ? hash(now) : UNSET;
			});
		}

		private String current() {
			return both(this.atStartup, this.source.read());
		}

	}

	/**
	 * The hash of values, computed again when they are others.
	 */
	private static final class Hashed {

		private volatile @Nullable Known known;

		private String of(SortedMap<String, String> values) {
			Known last = this.known;
			if (last == null || !last.values.equals(values)) {
				last = new Known(values, hash(values));
				this.known = last;
			}
			return last.hash;
		}

		private record Known(SortedMap<String, String> values, String hash) {

		}

	}

	/**
	 * A component for each property that is set, or was at startup.
	 */
	private static final class ModelEntries {

		private final Selection selection;

		private final SortedMap<String, String> atStartup;

		private volatile Known known;

		private ModelEntries(Selection selection) {
			this.selection = selection;
			this.atStartup = selection.values();
			this.known = known(this.atStartup);
		}

		private SortedMap<String, String> components() {
			SortedMap<String, String> values = this.selection.values();
			Known last = this.known;
			if (!last.values.equals(values)) {
				last = known(values);
				this.known = last;
			}
			return last.components;
		}

		private Known known(SortedMap<String, String> values) {
			SortedMap<String, String> components = new TreeMap<>();
			TreeSet<String> keys = new TreeSet<>(this.atStartup.keySet());
			keys.addAll(values.keySet());
			for (String key : keys) {
				components.put(PROPERTY + key, both(one(this.atStartup, key), one(values, key)));
			}
			return new Known(values, components);
		}

		private static String one(SortedMap<String, String> values, String key) {
			String value = values.get(key);
			return (value != null) ? hash(value) : UNSET;
		}

		private record Known(SortedMap<String, String> values, SortedMap<String, String> components) {

		}

	}

}
