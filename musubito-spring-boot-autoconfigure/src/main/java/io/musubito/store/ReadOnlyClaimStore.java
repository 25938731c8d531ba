package io.musubito.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Tells who executes what, and claims nothing: what is executed here is of no use to
 * others, so that nobody waits for it, and this process waits for nobody.
 */
final class ReadOnlyClaimStore implements ClaimStore {

	private static final Claimed FREE = new Claimed(null, false);

	private final ClaimStore claims;

	ReadOnlyClaimStore(ClaimStore claims) {
		this.claims = claims;
	}

	@Override
	public Claimed claim(NodeKey key, @Nullable String runId, Instant since) {
		return FREE;
	}

	@Override
	public Optional<Claim> find(String replayKey) {
		return Optional.empty();
	}

	@Override
	public void release(String replayKey) {
	}

	@Override
	public List<String> await(ClaimWait wait) {
		return List.of();
	}

	@Override
	public void endWait(String waitId) {
	}

	@Override
	public List<Claim> findAll() {
		return this.claims.findAll();
	}

}
