package io.musubito.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps no effects and finds none.
 */
final class NoEffectStore implements EffectStore {

	@Override
	public Optional<Effect> find(String effectKey) {
		return Optional.empty();
	}

	@Override
	public Optional<Effect> findByNode(String nodeId) {
		return Optional.empty();
	}

	@Override
	public Optional<EffectAttempt> begin(EffectIntent intent) {
		return Optional.empty();
	}

	@Override
	public boolean record(EffectOutcome outcome) {
		return false;
	}

	@Override
	public void abandon(Effect started, String reason, Instant now) {
	}

	@Override
	public boolean resolve(StoredResolution resolution) {
		return false;
	}

}
