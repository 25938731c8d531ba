package io.musubito.store;

import java.util.Optional;

/**
 * The code fingerprints of applications when these last started, so that the next start
 * need not compute them again. Losing them costs only time.
 */
public interface FingerprintStore {

	/**
	 * Finds what was remembered.
	 * @param application identifies the application among those that use the store
	 * @return the content as it was given, empty when there is none
	 */
	Optional<byte[]> find(String application);

	/**
	 * Remembers the fingerprints of an application, in place of those before.
	 * @param application identifies the application among those that use the store
	 * @param content the content
	 */
	void remember(String application, byte[] content);

}
