package io.musubito.store;

import java.time.Instant;

import io.musubito.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/**
 * The resolution of an effect in doubt, as it is stored.
 *
 * @param effectKey the effect
 * @param state the state that it is said of
 * @param attempts which of its attempts, so that it is said of no later one
 * @param artifact what it returned; {@code null} when it did not happen
 * @param by who resolved it
 * @param at when
 */
public record StoredResolution(String effectKey, EffectState state, int attempts, @Nullable Artifact artifact,
		String by, Instant at) {

}
