package io.musubito.store.jdbc;

import java.nio.file.Path;

import io.musubito.StoreException;

/**
 * The messages for a store that fails while it is used.
 */
final class StoreFailures {

	private StoreFailures() {
	}

	static StoreException reading(Path file, Throwable cause) {
		return new StoreException("The Musubito store '" + file + "' can't be read: " + message(cause)
				+ ". Check that the file is still there, readable and not replaced.", cause);
	}

	static StoreException writing(Path file, Throwable cause) {
		if (cause instanceof StoreException) {
			return new StoreException(message(cause), cause);
		}
		return new StoreException("The Musubito store '" + file + "' can't be written: " + message(cause)
				+ ". Check the space on its disk and the permissions of its folder.", cause);
	}

	static StoreException closed(Path file) {
		return new StoreException(
				"The Musubito store '" + file
						+ "' is closed: the application context that it belongs to has ended. Call steps before that.",
				null);
	}

	static StoreException replaced(Path file) {
		return new StoreException("The Musubito store '" + file
				+ "' can't be written: the file was deleted or replaced while it was open. Restart the application.",
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
