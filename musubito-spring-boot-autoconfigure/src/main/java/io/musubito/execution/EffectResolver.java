package io.musubito.execution;

import java.time.Clock;

import io.musubito.EffectResolution;
import io.musubito.artifact.Artifact;
import io.musubito.artifact.ArtifactFormatException;
import io.musubito.step.Step;
import io.musubito.step.StepRegistry;
import io.musubito.store.Effect;
import io.musubito.store.EffectState;
import io.musubito.store.EffectStore;
import io.musubito.store.StoreProcesses;
import io.musubito.store.StoredResolution;
import io.musubito.value.CanonicalEncoder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Records what people find out about effects in doubt.
 */
public final class EffectResolver {

	private static final Log logger = LogFactory.getLog(EffectResolver.class);

	private final EffectStore effects;

	private final StepRegistry steps;

	private final GivenResults results;

	private final StoreProcesses owners;

	private final Clock clock;

	public EffectResolver(EffectStore effects, StepRegistry steps, CanonicalEncoder encoder, StoreProcesses owners,
			Clock clock) {
		this.effects = effects;
		this.steps = steps;
		this.results = new GivenResults(encoder);
		this.owners = owners;
		this.clock = clock;
	}

	/**
	 * Resolves an effect.
	 * @param nodeId its node
	 * @param resolution what happened
	 * @throws IllegalArgumentException when there is no such effect, or the value is none
	 * that its step could have returned
	 * @throws IllegalStateException when it is not in doubt
	 */
	public void resolve(String nodeId, EffectResolution resolution) {
		Effect effect = find(nodeId);
		String name = "Effect '" + effect.operation() + "' (node " + nodeId + ")";
		if (effect.state() != EffectState.UNKNOWN && !(resolution.isHappened() && isUnreadable(effect))) {
			throw new IllegalStateException(name + " is not in doubt: " + describe(effect) + ". Nothing was changed.");
		}
		Artifact artifact = resolution.isHappened() ? artifact(name, effect, resolution) : null;
		StoredResolution stored = new StoredResolution(effect.effectKey(), effect.state(), effect.attempts(), artifact,
				resolution.by(), this.clock.instant());
		if (!this.effects.resolve(stored)) {
			throw new IllegalStateException(
					name + " is not in doubt any more: somebody else has just resolved it, or it "
							+ "is performed again. Nothing was changed.");
		}
		logger.info(name + " was resolved by '" + resolution.by() + "': it "
				+ (resolution.isHappened() ? "happened" : "did not happen"));
	}

	private Effect find(String nodeId) {
		Effect effect = get(nodeId);
		if (effect.state() == EffectState.STARTED && !this.owners.isAlive(effect.owner())) {
			this.effects.abandon(effect, EffectRefusals.ended(effect), this.clock.instant());
			return get(nodeId);
		}
		return effect;
	}

	private Effect get(String nodeId) {
		return this.effects.findByNode(nodeId)
			.orElseThrow(() -> new IllegalArgumentException("There is no effect '" + nodeId + "'"));
	}

	private boolean isUnreadable(Effect effect) {
		Step step = this.steps.get(effect.operation());
		if (!effect.hasHappened() || step == null) {
			return false;
		}
		byte[] payload = effect.payload();
		if (payload == null || !Artifact.of(payload).artifactId().equals(effect.artifactId())) {
			return true;
		}
		try {
			step.artifactType().decode(payload);
			return false;
		}
		catch (ArtifactFormatException ex) {
			return true;
		}
	}

	private static String describe(Effect effect) {
		return switch (effect.state()) {
			case STARTED -> "process " + effect.owner() + " has been performing it since " + effect.startedAt();
			case SUCCEEDED -> "it happened";
			case NOT_HAPPENED -> "it did not happen, and the next call performs it";
			case UNKNOWN -> "it is";
			case RESOLVED -> (effect.resolution() != null)
					? "'" + effect.resolution().by() + "' has resolved it at " + effect.resolution().at()
					: "it was resolved";
		};
	}

	private Artifact artifact(String name, Effect effect, EffectResolution resolution) {
		Step step = this.steps.get(effect.operation());
		if (step == null) {
			throw new IllegalArgumentException(name + " can't be given a result: this application has no such step, "
					+ "which would say of what type it is. Resolve it in the application that performs it.");
		}
		String json = resolution.json();
		if (json == null && resolution.value() == null && !step.artifactType().isVoid()) {
			throw new IllegalArgumentException(
					name + " returns something, and the value is missing. Give the value that "
							+ "it returned, or, when that was null, its JSON, which is null too.");
		}
		try {
			return this.results.artifact(effect.operation(), step.artifactType(), resolution.value(), json);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					name + ": the value is none that its method could have returned: " + ex.getMessage(), ex);
		}
	}

}
