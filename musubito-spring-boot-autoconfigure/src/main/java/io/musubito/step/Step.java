package io.musubito.step;

import java.util.Collections;
import java.util.SortedMap;
import java.util.function.Supplier;

import io.musubito.CodeBoundary;
import io.musubito.StepDefinition;
import io.musubito.artifact.ArtifactType;
import io.musubito.code.CodeFingerprint;
import io.musubito.state.StepState;
import org.jspecify.annotations.Nullable;

/**
 * A step as the engine needs it.
 *
 * @param definition its name, type and policy
 * @param configuration the configuration that is part of its identity, asked at each call
 * @param artifactType how its results are stored
 * @param code the code that is part of its identity, the same at each call
 * @param effect what is true of it as an effect; {@code null} when it is none
 * @param state what the objects hold that its code reads
 */
public record Step(StepDefinition definition, Supplier<SortedMap<String, String>> configuration,
		ArtifactType artifactType, Supplier<CodeFingerprint> code, @Nullable EffectPolicy effect, StepState state) {

	/**
	 * Creates a step that is no effect.
	 * @param definition its name, type and policy
	 * @param configuration the configuration that is part of its identity
	 * @param artifactType how its results are stored
	 * @param code the code that is part of its identity
	 * @param state what the objects hold that its code reads
	 */
	public Step(StepDefinition definition, Supplier<SortedMap<String, String>> configuration, ArtifactType artifactType,
			Supplier<CodeFingerprint> code, StepState state) {
		this(definition, configuration, artifactType, code, null, state);
	}

	/**
	 * Creates a step that is no effect and whose code reads no objects.
	 * @param definition its name, type and policy
	 * @param configuration the configuration that is part of its identity
	 * @param artifactType how its results are stored
	 * @param code the code that is part of its identity
	 */
	public Step(StepDefinition definition, Supplier<SortedMap<String, String>> configuration, ArtifactType artifactType,
			Supplier<CodeFingerprint> code) {
		this(definition, configuration, artifactType, code, null, StepState.NONE);
	}

	/**
	 * Creates an effect: neither code nor configuration is part of its identity.
	 * @param definition its name, type and policy
	 * @param artifactType how its results are stored
	 * @param effect what is true of it as an effect
	 * @return the step
	 */
	public static Step effect(StepDefinition definition, ArtifactType artifactType, EffectPolicy effect) {
		return new Step(definition, Collections::emptySortedMap, artifactType, CodeFingerprint::none, effect,
				StepState.NONE);
	}

	/**
	 * Where the step leaves what its identity covers: what the code reaches, what the
	 * objects hold that it reads, and what stands around them. Known when all singletons
	 * are there.
	 * @return the boundary
	 */
	public CodeBoundary boundary() {
		return this.state.atStartup().boundary(this.code.get().boundary());
	}

}
