package io.musubito.store;

import io.musubito.StoreException;

/**
 * Thrown when something is to be changed in a store that is only read. Nothing was
 * changed.
 */
public final class ReadOnlyStoreException extends StoreException {

	/**
	 * Creates the exception.
	 * @param location where the store is
	 * @param refused what is not done, a sentence without its full stop
	 */
	public ReadOnlyStoreException(String location, String refused) {
		super("The Musubito store '" + location + "' is only read here (" + StoreAccess.PROPERTY + " is "
				+ StoreAccess.READ_ONLY + "): " + refused + ". Do it in an application that writes the store, or set "
				+ StoreAccess.PROPERTY + "=" + StoreAccess.READ_WRITE + ".", null);
	}

}
