package io.musubito.execution;

import java.time.Duration;
import java.util.Map;

import io.musubito.StepType;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about steps, over what the code says.
 *
 * @param byOperation overrides of single steps
 * @param defaultTtls TTLs of steps that say nothing of their own
 */
public record StepOverrides(Map<String, StepOverride> byOperation, Map<StepType, Duration> defaultTtls) {

	/**
	 * The override of a step.
	 * @param operation the operation
	 * @return the override, one that says nothing when there is none
	 */
	public StepOverride find(String operation) {
		return this.byOperation.getOrDefault(operation, StepOverride.NONE);
	}

	/**
	 * Overrides of one step; what is {@code null} is as the code says.
	 *
	 * @param ttl how long results may be replayed
	 * @param replay whether results may be replayed
	 * @param forceReexecution whether each call executes
	 * @param version the version
	 * @param staleIfError how old a result may be that is served instead of a failure
	 */
	public record StepOverride(@Nullable Duration ttl, @Nullable Boolean replay, @Nullable Boolean forceReexecution,
			@Nullable String version, @Nullable Duration staleIfError) {

		static final StepOverride NONE = new StepOverride(null, null, null, null, null);

	}

}
