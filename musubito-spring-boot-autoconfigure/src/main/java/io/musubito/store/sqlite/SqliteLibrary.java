package io.musubito.store.sqlite;

import io.musubito.StoreException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The native library of SQLite, which its driver unpacks and loads.
 */
final class SqliteLibrary {

	private SqliteLibrary() {
	}

	/**
	 * Loads it, unless that is done.
	 * @throws StoreException when that is not possible
	 */
	static void load() {
		try {
			if (SQLiteJDBCLoader.initialize()) {
				return;
			}
		}
		catch (Exception | LinkageError ex) {
			throw failure(ex);
		}
		throw failure(null);
	}

	private static StoreException failure(@Nullable Throwable cause) {
		String folder = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
		return new StoreException("The Musubito store can't be opened: the native library of SQLite can't be loaded"
				+ ((cause != null) ? " (" + cause.getMessage() + ")" : "") + ". Its driver unpacks it into the folder '"
				+ folder + "', which has to be writable and must not be mounted with the option noexec. Set the system "
				+ "property org.sqlite.tmpdir to a folder that is, or org.sqlite.lib.path and org.sqlite.lib.name to a "
				+ "library that is installed.", cause);
	}

}
