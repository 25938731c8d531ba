package io.musubito.lineage;

import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * How a pipeline was called, to call it again.
 *
 * @param signature the parameters of its method
 * @param arguments the arguments as a JSON array; {@code null} when they can't be stored
 * @param obstacle why they can't be stored; {@code null} when they can
 * @param components what the pipeline was made of beside its steps: the code that calls
 * them, and what that reads
 */
public record PipelineCall(String signature, @Nullable String arguments, @Nullable String obstacle,
		SortedMap<String, String> components) {

	public PipelineCall withComponents(SortedMap<String, String> today) {
		return new PipelineCall(this.signature, this.arguments, this.obstacle, today);
	}

}
