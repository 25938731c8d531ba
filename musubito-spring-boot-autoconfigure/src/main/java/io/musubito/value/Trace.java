package io.musubito.value;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a walk told about one value, kept to be shown or compared. A value without
 * container is a leaf. The children of a map are its keys and values in turn.
 */
final class Trace {

	final @Nullable Container container;

	/** The class, when the declared one was another. */
	final @Nullable String type;

	/** What kind of leaf it is; empty for a container. */
	final String kind;

	/** The JSON of a leaf; empty for a container. */
	final String json;

	/** The names of the children of an object. */
	final List<String> names = new ArrayList<>(0);

	final List<Trace> children = new ArrayList<>(0);

	private Trace(@Nullable Container container, @Nullable String type, String kind, String json) {
		this.container = container;
		this.type = type;
		this.kind = kind;
		this.json = json;
	}

	static Trace leaf(@Nullable String type, String kind, String json) {
		return new Trace(null, type, kind, json);
	}

	static Trace of(Container container, @Nullable String type) {
		return new Trace(container, type, "", "");
	}

}
