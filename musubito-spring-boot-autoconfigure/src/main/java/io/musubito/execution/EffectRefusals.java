package io.musubito.execution;

import java.time.Duration;

import io.musubito.EffectInDoubtException;
import io.musubito.StoreException;
import io.musubito.execution.Undecided.Standing;
import io.musubito.store.Effect;
import org.jspecify.annotations.Nullable;

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
				+ " for it (musubito.claims.max-wait) and gives up; it has not performed it. Look at what that process is doing, or call again.",
				effect.nodeId(), null);
	}

	/**
	 * For those who have waited long enough for another caller.
	 * @param held the answer on which a transaction has yet to decide; {@code null} when
	 * there is none
	 */
	static EffectInDoubtException timeIsUp(IdentifiedCall call, @Nullable Answer held, Duration waited) {
		return (held != null) ? undecided(call, held.undecided().first(Standing.OUTSIDE), waited)
				: stillCalled(call, waited);
	}

	/**
	 * For those who join a call of an effect.
	 */
	static EffectInDoubtException stillCalled(IdentifiedCall call, Duration waited) {
		return new EffectInDoubtException("Effect '" + call.operation() + "' is being performed by another caller in "
				+ "this process. This call waited " + waited
				+ " for it (musubito.claims.max-wait) and gives up; it has not performed it. Look at what that one is "
				+ "doing, or call again.", call.identity().nodeId(), null);
	}

	/**
	 * For a call that its transaction would wait for.
	 */
	static EffectInDoubtException awaited(IdentifiedCall call, EffectTransaction performed) {
		String where = "on thread '" + performed.thread().getName()
				+ "', which waits for this call, in a transaction that has not ended";
		if (performed.thread() == Thread.currentThread()) {
			where = (performed.returned() != null) ? "on this thread, in a transaction that is suspended now"
					: "on this thread and threw an exception, in a transaction that has not ended";
		}
		return new EffectInDoubtException(
				subject(call, performed) + " was performed " + where
						+ ". It is not known yet whether it happened, and waiting would never end. "
						+ "Call it in that transaction and on its thread (forEach with concurrency(1) stays on it), or "
						+ "after the transaction has ended; or pass on what the first call returned.",
				performed.nodeId(), null);
	}

	/**
	 * For a call that has waited long enough for a transaction.
	 */
	static EffectInDoubtException undecided(IdentifiedCall call, EffectTransaction performed, Duration waited) {
		return new EffectInDoubtException(subject(call, performed) + " was performed on thread '"
				+ performed.thread().getName() + "', in a transaction that has not ended, so that it is not known "
				+ "whether it happened. This call waited " + waited
				+ " for that (musubito.claims.max-wait) and gives up; it has not performed it. Look at what that "
				+ "thread is doing, or call again. If it waits for this call, call after the transaction has ended.",
				performed.nodeId(), null);
	}

	private static String subject(IdentifiedCall call, EffectTransaction performed) {
		String effect = "'" + performed.operation() + "'";
		return (call.call().step().effect() != null) ? "Effect " + effect
				: "Step '" + call.operation() + "' can't be answered: effect " + effect + ", which it called,";
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
