package io.musubito.store.sqlite;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What the error codes of SQLite say.
 */
final class SqliteErrors {

	private static final int PRIMARY_RESULT_CODE = 0xFF;

	private SqliteErrors() {
	}

	static boolean is(SQLiteException failure, SQLiteErrorCode code) {
		return (failure.getResultCode().code & PRIMARY_RESULT_CODE) == code.code;
	}

	/**
	 * Whether something failed because another program has the database locked.
	 */
	static boolean isLocked(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLiteException ex) {
				return is(ex, SQLiteErrorCode.SQLITE_BUSY) || is(ex, SQLiteErrorCode.SQLITE_PROTOCOL);
			}
		}
		return false;
	}

}
