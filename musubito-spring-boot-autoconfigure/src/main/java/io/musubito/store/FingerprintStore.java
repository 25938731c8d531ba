package io.musubito.store;

import java.util.Optional;

/**
 * The code fingerprints of applications when these last started, so that the next start
 * need not compute them again. What is in here can be lost without a loss.
 */
public interface FingerprintStore {

	/**
	 * Finds what was remembered.
	 * @param application tells the application from others that use the store
	 * @return the content as it was given, empty when there is none
	 */
	Optional<byte[]> find(String application);

	/**
	 * Remembers the fingerprints of an application, in place of those before.
	 * @param application tells the application from others that use the store
	 * @param content the content
	 */
	void remember(String application, byte[] content);

}
