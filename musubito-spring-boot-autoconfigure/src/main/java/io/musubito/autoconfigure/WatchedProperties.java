package io.musubito.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.musubito.autoconfigure.PropertyNames.Property;
import io.musubito.identity.ApplicationProperties.Selection;
import io.musubito.step.NameSuggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The properties that a function gives a label, looked for again when others are set.
 */
final class WatchedProperties implements Selection {

	/** Of two equal values of a random bit, so many in a row are no chance. */
	private static final int READS = 24;

	private final EnvironmentProperties environment;

	private final Function<Property, @Nullable String> label;

	private final Collection<DeclaredKey> required;

	private final @Nullable String exactKey;

	private volatile Selected selected;

	WatchedProperties(EnvironmentProperties environment, Function<Property, @Nullable String> label,
			Collection<DeclaredKey> required, @Nullable String exactKey) {
		this.environment = environment;
		this.label = label;
		this.required = required;
		this.exactKey = exactKey;
		this.selected = select(environment.names());
	}

	@Override
	public SortedMap<String, String> values() {
		PropertyNames names = this.environment.names();
		Selected known = this.selected;
		if (known.names() != names) {
			known = select(names);
			this.selected = known;
		}
		SortedMap<String, String> values = new TreeMap<>();
		for (Labelled property : known.properties()) {
			Object value = property.property().value().get();
			if (value != null) {
				values.merge(property.label(), this.environment.resolve(String.valueOf(value)),
						(one, other) -> one + '\n' + other);
			}
		}
		String exact = (this.exactKey != null) ? this.environment.exact(this.exactKey) : null;
		if (exact != null) {
			values.put("", exact);
		}
		return values;
	}

	private Selected select(PropertyNames names) {
		List<Labelled> found = new ArrayList<>();
		Map<ConfigurationPropertyName, Integer> sources = new HashMap<>();
		for (Property property : names.properties()) {
			String text = this.label.apply(property);
			if (text != null
					&& sources.computeIfAbsent(property.name(), (name) -> property.source()) == property.source()) {
				found.add(new Labelled(text, property));
			}
		}
		found.sort((one, other) -> one.label().compareTo(other.label()));
		return new Selected(names, List.copyOf(found));
	}

	@Override
	public String findUnsteady() {
		SortedMap<String, String> first = values();
		for (int i = 1; i < READS; i++) {
			SortedMap<String, String> again = values();
			for (Map.Entry<String, String> entry : first.entrySet()) {
				if (!Objects.equals(entry.getValue(), again.get(entry.getKey()))) {
					return (this.exactKey != null) ? this.exactKey : entry.getKey();
				}
			}
		}
		return "";
	}

	@Override
	public SortedMap<String, String> missing() {
		if (this.exactKey != null && !values().isEmpty()) {
			return Collections.emptySortedMap();
		}
		SortedMap<String, String> missing = new TreeMap<>();
		List<Property> all = this.environment.names().properties();
		for (DeclaredKey key : this.required) {
			if (all.stream().noneMatch((property) -> key.label(property) != null)) {
				missing.put(key.key(), NameSuggestion.suggest(key.key(), key.candidates(all), ""));
			}
		}
		return missing;
	}

	/**
	 * What was selected.
	 *
	 * @param names among which names
	 * @param properties the properties
	 */
	private record Selected(PropertyNames names, List<Labelled> properties) {

	}

	/**
	 * A property and what it is called in the selection.
	 */
	private record Labelled(String label, Property property) {

	}

}
