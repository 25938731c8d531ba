package io.musubito.provenance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What a document says of one thing, or of how two are related.
 */
final class Attributes {

	private final SortedMap<String, Object> values = new TreeMap<>();

	private final List<QualifiedName> types = new ArrayList<>();

	/**
	 * Adds a type.
	 */
	Attributes type(String name) {
		this.types.add(new QualifiedName(name));
		this.values.put("prov:type", this.types);
		return this;
	}

	/**
	 * Says something, unless it is {@code null}.
	 */
	Attributes with(String name, @Nullable Object value) {
		if (value != null) {
			this.values.put(name, (value instanceof Enum<?> constant) ? constant.name() : value);
		}
		return this;
	}

	/**
	 * Says several things at once, unless there are none.
	 */
	Attributes withAll(String name, List<String> texts) {
		return with(name, texts.isEmpty() ? null : texts);
	}

	SortedMap<String, Object> values() {
		return Collections.unmodifiableSortedMap(this.values);
	}

	/**
	 * A value that is the name of something.
	 *
	 * @param name the qualified name
	 */
	record QualifiedName(String name) {

	}

}
