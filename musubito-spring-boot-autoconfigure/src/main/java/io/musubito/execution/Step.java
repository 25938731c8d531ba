package io.musubito.execution;

import java.util.SortedMap;
import java.util.function.Supplier;

import io.musubito.StepDefinition;
import io.musubito.identity.CodeFingerprint;
import io.musubito.store.ArtifactType;

/**
 * A step as the engine needs it.
 *
 * @param definition its name, type and policy
 * @param configuration the configuration that is part of its identity, asked at each call
 * @param artifactType how its results are stored
 * @param code the code that is part of its identity, the same at each call
 */
public record Step(StepDefinition definition, Supplier<SortedMap<String, String>> configuration,
		ArtifactType artifactType, Supplier<CodeFingerprint> code) {

}
