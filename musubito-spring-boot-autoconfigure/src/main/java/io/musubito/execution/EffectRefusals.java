package io.musubito.execution;

import java.time.Duration;

import io.musubito.EffectInDoubtException;
import io.musubito.StoreException;
import io.musubito.store.Effect;

/**
 * The messages of effects that are not performed: what, why, and what to do.
 */
final class EffectRefusals {

	private EffectRefusals() {
	}

	static EffectInDoubtException unknown(Effect effect) {
		return new EffectInDoubtException("Effect '" + effect.operation()
				+ "' is in doubt: nobody knows whether attempt " + effect.attempts() + " of " + effect.startedAt()
				+ " happened (" + effect.error() + "). It is not "
				+ "performed again, because that could do it twice. Find out at the receiver (idempotency key "
				+ effect.idempotencyKey() + "), then say so: " + remedy(effect)
				+ ", or with \"happened\": \"false\". If the receiver discards duplicates by that key, the step can "
				+ "say onUnknown = RETRY.", effect.nodeId(), null);
	}

	static EffectInDoubtException unreadable(Effect effect, String reason) {
		return new EffectInDoubtException(
				"Effect '" + effect.operation() + "' has happened (" + effect.startedAt()
						+ "), but what it returned can't be read any more: " + reason
						+ " It is not performed again. Go back to "
						+ "the class that it returned, or say what it returned: " + remedy(effect) + ".",
				effect.nodeId(), null);
	}

	static EffectInDoubtException stillPerformed(Effect effect, Duration waited) {
		return new EffectInDoubtException("Effect '" + effect.operation() + "' is being performed by process "
				+ effect.owner() + " since " + effect.startedAt() + ". This call waited " + waited
				+ " for it and gives up; it has not performed it. Look at what that process is doing, or call again.",
				effect.nodeId(), null);
	}

	static EffectInDoubtException undecided(Effect effect) {
		return new EffectInDoubtException("Effect '" + effect.operation() + "' was performed on this thread in a "
				+ "transaction that is suspended now, so that it is not known yet whether it happened, and waiting "
				+ "would never end. Call it again in the same transaction, or after that has ended.", effect.nodeId(),
				null);
	}

	static StoreException notStarted(IdentifiedCall call, StoreException cause) {
		return new StoreException(
				"Effect '" + call.operation() + "' was not performed: it can't be recorded before, so "
						+ "that nobody would know of it after a crash. " + cause.getMessage(),
				cause);
	}

	/**
	 * Why nobody knows about an effect whose process is gone.
	 */
	static String ended(Effect effect) {
		return "process " + effect.owner() + " ended while it was performed";
	}

	private static String remedy(Effect effect) {
		return "MusubitoLineage.resolveEffect(\"" + effect.nodeId() + "\", EffectResolution.happened(<its result>)) or "
				+ "EffectResolution.notHappened(); or POST /actuator/musubito/nodes/" + effect.nodeId()
				+ " {\"action\": \"resolve\", \"happened\": \"true\", \"value\": \"<its result as JSON>\"}";
	}

}
