package io.musubito.store.jdbc;

import io.musubito.StoreException;

/**
 * The messages for a store that fails while it is used.
 *
 * @param location where the store is
 * @param checkToRead what to check when it can't be read
 * @param checkToWrite what to check when it can't be written
 * @param unavailability why it can't be used at present, when that may pass by itself
 * @param endUnavailability what to do about that
 */
public record StoreFailures(String location, String checkToRead, String checkToWrite, String unavailability,
		String endUnavailability) {

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
			return new StoreException(String.valueOf(root(cause).getMessage()), cause);
		}
		return new StoreException("The Musubito store '" + this.location + "' can't be written: " + message(cause)
				+ ". " + this.checkToWrite + ".", cause);
	}

	StoreException unavailable() {
		return new StoreException("The Musubito store '" + this.location + "' can't be used: " + this.unavailability
				+ ". Until that is over, steps run without the store and effects are refused. " + this.endUnavailability
				+ ".", null);
	}

	/**
	 * Says that there was no answer to a commit.
	 * @param cause how
	 * @return what to throw
	 */
	StoreException inDoubt(Throwable cause) {
		return new StoreException("The Musubito store '" + this.location
				+ "' has not answered to a commit, so that it is not known yet whether that is written. This is found out "
				+ "as soon as the store can be used again, and what is missing then is written again. Until then steps "
				+ "run without the store and effects are refused. " + this.checkToRead + ".", cause);
	}

	StoreException closed() {
		return new StoreException(
				"The Musubito store '" + this.location
						+ "' is closed: the application context that it belongs to has ended. Call steps before that.",
				null);
	}

	private static String message(Throwable cause) {
		return String.valueOf(root(cause).getMessage()).strip().replaceAll("\\R\\s*", " ").replaceAll("\\.$", "");
	}

	private static Throwable root(Throwable cause) {
		Throwable root = cause;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

}
