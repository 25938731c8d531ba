package io.musubito.execution;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.musubito.StoreException;
import io.musubito.store.EffectOutcome;
import io.musubito.store.EffectStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Records what came of effects. What can't be recorded is remembered, so that this
 * process does not take its own effect for one in progress.
 */
final class EffectOutcomes {

	private static final Log logger = LogFactory.getLog(EffectExecutor.class);

	private final EffectStore effects;

	private final ConcurrentMap<String, EffectOutcome> unrecorded = new ConcurrentHashMap<>();

	EffectOutcomes(EffectStore effects) {
		this.effects = effects;
	}

	/**
	 * Records an outcome.
	 * @return whether it is in the store
	 */
	boolean record(EffectOutcome outcome) {
		String effect = "Effect '" + outcome.journal().operation() + "' (node " + outcome.journal().nodeId() + "): ";
		try {
			boolean recorded = this.effects.record(outcome);
			if (!recorded) {
				logger.error(effect + "somebody has resolved it while it was performed, and what came of it ("
						+ outcome.journal().outcome() + ") is not recorded. Compare both.");
			}
			return recorded;
		}
		catch (StoreException ex) {
			this.unrecorded.put(outcome.attempt().effectKey(), outcome);
			// Other processes wait for it as long as this one lives
			this.effects.recordLater(outcome);
			logger.error(effect + "what came of it (" + outcome.journal().outcome() + ") can't be recorded. Its caller "
					+ "gets the result. That is tried again in the background, and with the next call, which is refused as "
					+ "long as it fails. " + "If this process ends before, the effect is in doubt.", ex);
			return false;
		}
	}

	/**
	 * Records what could not be recorded earlier.
	 * @param effectKey the effect
	 * @throws StoreException when it still can't be
	 */
	void settle(String effectKey) {
		EffectOutcome outcome = this.unrecorded.get(effectKey);
		if (outcome != null) {
			this.effects.record(outcome);
			this.unrecorded.remove(effectKey, outcome);
		}
	}

}
