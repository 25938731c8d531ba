package io.musubito.artifact;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.musubito.value.MetadataContent;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of Spring AI: values whose classes are known only when they are there.
 *
 * @param values scalars, byte arrays, documents, and lists and maps of such, by name
 */
record Metadata(Map<String, @Nullable Object> values) {

	/**
	 * What of a model's metadata is content.
	 */
	static Metadata content(Collection<? extends Map.Entry<String, ?>> metadata) {
		return new Metadata(new HashMap<>(MetadataContent.of(metadata)));
	}

	/**
	 * The values that are not null, for builders that take no others.
	 */
	Map<String, Object> present() {
		Map<String, Object> present = new HashMap<>();
		this.values.forEach((name, value) -> {
			if (value != null) {
				present.put(name, value);
			}
		});
		return present;
	}

}
