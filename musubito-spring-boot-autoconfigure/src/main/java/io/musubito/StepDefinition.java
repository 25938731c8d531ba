package io.musubito;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a step before it is called: its name, its type and its policy, with
 * the properties {@code musubito.steps.<operation>.…} and
 * {@code musubito.defaults.<type>.…} already applied.
 *
 * @param operation the unique name of the step
 * @param type what the step promises about its result
 * @param ttl how long after its execution a result may be replayed; {@code null} without
 * bound, {@link Duration#ZERO} never
 * @param replay whether results may be replayed at all
 * @param forceReexecution whether each call executes and records
 * @param version a namespace for the identity; empty when none was given
 * @param staleIfError how long after its execution an expired result may be returned in
 * place of a failure; {@code null} never
 */
public record StepDefinition(String operation, StepType type, @Nullable Duration ttl, boolean replay,
		boolean forceReexecution, String version, @Nullable Duration staleIfError) {

}
