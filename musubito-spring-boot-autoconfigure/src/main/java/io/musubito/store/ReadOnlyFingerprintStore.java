package io.musubito.store;

import java.util.Optional;

/**
 * Finds fingerprints and remembers none.
 */
final class ReadOnlyFingerprintStore implements FingerprintStore {

	private final FingerprintStore fingerprints;

	ReadOnlyFingerprintStore(FingerprintStore fingerprints) {
		this.fingerprints = fingerprints;
	}

	@Override
	public Optional<byte[]> find(String application) {
		return this.fingerprints.find(application);
	}

	@Override
	public void remember(String application, byte[] content) {
	}

}
