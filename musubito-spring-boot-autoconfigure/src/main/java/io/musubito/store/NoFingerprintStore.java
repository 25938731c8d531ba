package io.musubito.store;

import java.util.Optional;

/**
 * Keeps no fingerprints and finds none.
 */
final class NoFingerprintStore implements FingerprintStore {

	@Override
	public Optional<byte[]> find(String application) {
		return Optional.empty();
	}

	@Override
	public void remember(String application, byte[] content) {
	}

}
