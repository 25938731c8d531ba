package io.musubito.identity;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.identity.ApplicationProperties.Selection;

/**
 * A component for each property that is set, or was at startup.
 */
final class ModelEntries {

	private final Selection selection;

	private final SortedMap<String, String> atStartup;

	private volatile Known known;

	ModelEntries(Selection selection) {
		this.selection = selection;
		this.atStartup = selection.values();
		this.known = known(this.atStartup);
	}

	SortedMap<String, String> components() {
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
			components.put(ComponentHash.nameOf(key), ComponentHash
				.ofBoth(ComponentHash.of(key, this.atStartup.get(key)), ComponentHash.of(key, values.get(key))));
		}
		return new Known(values, components);
	}

	private record Known(SortedMap<String, String> values, SortedMap<String, String> components) {

	}

}
