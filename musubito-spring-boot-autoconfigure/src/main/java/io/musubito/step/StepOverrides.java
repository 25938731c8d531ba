package io.musubito.step;

import java.time.Duration;
import java.util.Map;

import io.musubito.StepDefinition;
import io.musubito.StepDefinitionException;
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
	 * Defines a step of which nothing but its name and type is said in code.
	 * @param operation the operation
	 * @param type its type, not an effect
	 * @return its definition
	 * @throws StepDefinitionException when a duration is negative
	 */
	public StepDefinition define(String operation, StepType type) {
		return define(operation, type, null, "");
	}

	/**
	 * Defines a step in the code.
	 * @param operation the operation
	 * @param type its type
	 * @param declaredTtl its TTL as it is said in the code; {@code null} when nothing is
	 * said
	 * @param declaredVersion its version as it is said in the code
	 * @return its definition
	 * @throws StepDefinitionException when a duration is negative, or an effect may
	 * expire or is never replayed
	 */
	public StepDefinition define(String operation, StepType type, @Nullable Duration declaredTtl,
			String declaredVersion) {
		StepOverride override = find(operation);
		Duration declared = (declaredTtl != null) ? declaredTtl : this.defaultTtls.get(type);
		Duration ttl = (override.ttl() != null) ? override.ttl() : declared;
		if (type == StepType.EXTERNAL_EFFECT) {
			refuseForEffect(operation, ttl, override);
		}
		checkNotNegative(operation, "ttl", ttl);
		checkNotNegative(operation, "stale-if-error", override.staleIfError());
		return new StepDefinition(operation, type, ttl, !Boolean.FALSE.equals(override.replay()),
				Boolean.TRUE.equals(override.forceReexecution()),
				(override.version() != null) ? override.version() : declaredVersion, override.staleIfError());
	}

	private static void refuseForEffect(String operation, @Nullable Duration ttl, StepOverride override) {
		if (ttl != null) {
			throw new StepDefinitionException("Step '" + operation
					+ "' has a ttl (in the code, under musubito.steps or "
					+ "under musubito.defaults.external-effect). When the result of an EXTERNAL_EFFECT expired, it "
					+ "would be performed again. Remove it.", null);
		}
		if (override.staleIfError() != null) {
			throw new StepDefinitionException("Step '" + operation + "' has a stale-if-error under musubito.steps. The "
					+ "result of an EXTERNAL_EFFECT doesn't expire, and a failed attempt must not pass for a success. "
					+ "Remove it.", null);
		}
		if (Boolean.FALSE.equals(override.replay())) {
			throw new StepDefinitionException("Step '" + operation + "' has replay = false under musubito.steps. Each "
					+ "call of the EXTERNAL_EFFECT would perform it again. Remove it, or set force-reexecution if that "
					+ "is what you want.", null);
		}
	}

	private static void checkNotNegative(String operation, String property, @Nullable Duration duration) {
		if (duration != null && duration.isNegative()) {
			throw new StepDefinitionException("Step '" + operation + "': its " + property + " is negative (" + duration
					+ "), which no result is younger than. Correct it under musubito.steps or musubito.defaults.",
					null);
		}
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
