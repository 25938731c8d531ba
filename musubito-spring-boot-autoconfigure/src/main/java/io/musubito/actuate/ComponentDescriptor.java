package io.musubito.actuate;

import java.util.List;
import java.util.SortedMap;

import io.musubito.run.ComponentValue;
import org.jspecify.annotations.Nullable;

/**
 * One of the components that a node is made of.
 *
 * @param component its name
 * @param value what may be read of it, or its hash
 */
record ComponentDescriptor(String component, @Nullable String value) {

	static List<ComponentDescriptor> allOf(SortedMap<String, String> components, boolean values) {
		return ComponentValue.allOf(components)
			.entrySet()
			.stream()
			.map((entry) -> new ComponentDescriptor(entry.getKey(), shown(entry.getValue(), values)))
			.toList();
	}

	static @Nullable String shown(@Nullable ComponentValue value, boolean values) {
		if (value == null) {
			return null;
		}
		return (values && value.text() != null) ? value.text() : value.hash();
	}

}
