package io.musubito.execution;

import java.util.List;

import io.musubito.Change;
import io.musubito.Explanation;
import io.musubito.OnUnknown;
import io.musubito.PlannedOutcome;
import io.musubito.Reason;
import io.musubito.identity.Identity;
import io.musubito.step.EffectPolicy;
import io.musubito.step.Step;
import io.musubito.store.Effect;
import io.musubito.store.EffectState;
import io.musubito.store.EffectStore;
import io.musubito.store.StoreAccess;
import org.jspecify.annotations.Nullable;

/**
 * Foresees how calls of effects would be answered now.
 */
final class EffectForecaster {

	private final EffectStore effects;

	EffectForecaster(EffectStore effects) {
		this.effects = effects;
	}

	Forecast forecast(Step step, EffectPolicy policy, Identity identity, boolean changed) {
		Effect effect = this.effects.find(identity.replayKey()).orElse(null);
		if (effect == null) {
			return of(PlannedOutcome.RUNS, (changed) ? Reason.VERSION_CHANGED : Reason.FIRST_EXECUTION, "version",
					identity, changed);
		}
		if (step.definition().forceReexecution()) {
			return of(PlannedOutcome.RUNS, Reason.FORCED, null, identity, changed);
		}
		if (effect.hasHappened()) {
			return new Forecast(PlannedOutcome.REPLAYS, null, changed, identity.replayKey(), effect.nodeId(),
					effect.artifactId());
		}
		boolean doubt = effect.state() == EffectState.STARTED || effect.state() == EffectState.UNKNOWN;
		return of((doubt && policy.onUnknown() != OnUnknown.RETRY) ? PlannedOutcome.BLOCKED : PlannedOutcome.RUNS,
				Reason.PREVIOUS_FAILED, (doubt) ? "effect in doubt" : null, identity, changed);
	}

	private Forecast of(PlannedOutcome outcome, Reason reason, @Nullable String change, Identity identity,
			boolean changed) {
		if (outcome == PlannedOutcome.RUNS && this.effects.isReadOnly()) {
			Change access = new Change(StoreAccess.PROPERTY + " " + StoreAccess.READ_ONLY, null, null);
			return new Forecast(PlannedOutcome.BLOCKED, new Explanation(reason, List.of(access), null, null), changed,
					identity.replayKey(), null, null);
		}
		List<Change> changes = (change != null && reason != Reason.FIRST_EXECUTION)
				? List.of(new Change(change, null, null)) : List.of();
		return new Forecast(outcome, new Explanation(reason, changes, null, null), changed, identity.replayKey(), null,
				null);
	}

}
