package io.musubito.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of effects. What changes an effect is on the disk when the method returns,
 * so that it survives a loss of power too, whatever the store does otherwise. Safe for
 * use by any number of threads. All methods throw {@link io.musubito.StoreException} when
 * the store can't be read or written.
 */
public interface EffectStore {

	/**
	 * Whether no effect can be begun, as the store is only read.
	 * @return {@code false} unless it is
	 */
	default boolean isReadOnly() {
		return false;
	}

	/**
	 * Finds an effect with the payload of its artifact.
	 * @param effectKey its identity
	 * @return the effect
	 */
	Optional<Effect> find(String effectKey);

	/**
	 * Finds the effect of a node.
	 * @param nodeId the id of the node, of whichever lineage
	 * @return the effect
	 */
	Optional<Effect> findByNode(String nodeId);

	/**
	 * Records that an effect is about to be performed, and its node as running: when no
	 * attempt is recorded, the last one did not happen, or the intent allows what came of
	 * it. Nothing of the method may run before this has returned an attempt.
	 * @param intent the intent
	 * @return the attempt; empty when the effect has another state by now
	 */
	Optional<EffectAttempt> begin(EffectIntent intent);

	/**
	 * Records how an attempt ended, with its journal entry, unless that is recorded.
	 * @param outcome the outcome
	 * @return whether the effect has it now; otherwise it was resolved meanwhile
	 */
	boolean record(EffectOutcome outcome);

	/**
	 * Records it in the background, when that has failed, as soon as the store can be
	 * written. What is recorded already, or is recorded meanwhile, is not recorded twice.
	 * @param outcome the outcome
	 */
	default void recordLater(EffectOutcome outcome) {
		// Where nothing is written, nothing is written later either
	}

	/**
	 * Records that the process which performed an effect has ended: it is not known
	 * whether it happened.
	 * @param started the effect as it was found
	 * @param reason what became of the process
	 * @param now the time
	 */
	void abandon(Effect started, String reason, Instant now);

	/**
	 * Records a resolution.
	 * @param resolution what happened
	 * @return whether the effect has it now; otherwise it is in another state by now
	 */
	boolean resolve(StoredResolution resolution);

}
