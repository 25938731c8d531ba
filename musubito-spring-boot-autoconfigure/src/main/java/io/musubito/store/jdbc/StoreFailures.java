package io.musubito.store.jdbc;

import io.musubito.StoreException;

/**
 * The messages for a store that fails while it is used.
 *
 * @param location where the store is
 * @param checkToRead what to check when it can't be read
 * @param checkToWrite what to check when it can't be written
 */
public record StoreFailures(String location, String checkToRead, String checkToWrite) {

	/**
	 * The store can't be read.
	 * @param cause why
	 * @return the exception
	 */
	public StoreException reading(Throwable cause) {
		return new StoreException("The Musubito store '" + this.location + "' can't be read: " + message(cause) + ". "
				+ this.checkToRead + ".", cause);
	}

	/**
	 * Says that writing has failed.
	 * @param cause why
	 * @return what to throw
	 */
	public StoreException writing(Throwable cause) {
		if (cause instanceof StoreException) {
			return new StoreException(message(cause), cause);
		}
		return new StoreException("The Musubito store '" + this.location + "' can't be written: " + message(cause)
				+ ". " + this.checkToWrite + ".", cause);
	}

	StoreException locked() {
		return new StoreException("The Musubito store '" + this.location + "' can't be used: another program holds a "
				+ "lock on it. Until that is gone, steps run without the store and effects are refused. End the "
				+ "transaction of that program; tools that lock the file have to work on a copy.", null);
	}

	StoreException closed() {
		return new StoreException(
				"The Musubito store '" + this.location
						+ "' is closed: the application context that it belongs to has ended. Call steps before that.",
				null);
	}

	private static String message(Throwable cause) {
		Throwable root = cause;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

}
