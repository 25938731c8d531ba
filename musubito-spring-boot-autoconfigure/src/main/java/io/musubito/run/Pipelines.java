package io.musubito.run;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The pipelines of the application that are methods of beans, by name.
 */
public final class Pipelines {

	private final ConcurrentMap<String, Pipeline> byName = new ConcurrentHashMap<>();

	/**
	 * Adds a pipeline, or replaces what was known of it.
	 * @param pipeline the pipeline
	 */
	public void register(Pipeline pipeline) {
		this.byName.put(pipeline.name(), pipeline);
	}

	Optional<Pipeline> find(String name) {
		return Optional.ofNullable(this.byName.get(name));
	}

	SortedSet<String> names() {
		return new TreeSet<>(this.byName.keySet());
	}

}
