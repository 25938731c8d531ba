package io.musubito.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Finds what became of effects, and refuses to have one begun, as nobody would know of it
 * afterwards.
 */
final class ReadOnlyEffectStore implements EffectStore {

	private final EffectStore effects;

	private final String location;

	ReadOnlyEffectStore(EffectStore effects, String location) {
		this.effects = effects;
		this.location = location;
	}

	@Override
	public boolean isReadOnly() {
		return true;
	}

	@Override
	public Optional<Effect> find(String effectKey) {
		return this.effects.find(effectKey);
	}

	@Override
	public Optional<Effect> findByNode(String nodeId) {
		return this.effects.findByNode(nodeId);
	}

	@Override
	public Optional<EffectAttempt> begin(EffectIntent intent) {
		throw refusal("effect '" + intent.key().operation() + "' is not begun");
	}

	@Override
	public boolean record(EffectOutcome outcome) {
		throw refusal("what became of effect '" + outcome.journal().operation() + "' is not recorded");
	}

	@Override
	public void abandon(Effect started, String reason, Instant now) {
		throw refusal("effect '" + started.operation() + "' (node " + started.nodeId() + ") is in doubt, as " + reason
				+ ", and is neither performed nor recorded as in doubt");
	}

	@Override
	public boolean resolve(StoredResolution resolution) {
		throw refusal("the effect with the key '" + resolution.effectKey() + "' is not resolved");
	}

	private ReadOnlyStoreException refusal(String refused) {
		return new ReadOnlyStoreException(this.location, refused);
	}

}
