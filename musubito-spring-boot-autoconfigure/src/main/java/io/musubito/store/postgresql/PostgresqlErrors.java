package io.musubito.store.postgresql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * What the codes of PostgreSQL say, see its documentation, appendix A.
 */
final class PostgresqlErrors {

	private static final String CONNECTION = "08";

	// A full disk, and too many connections. Not what one large result may cause alone
	private static final Set<String> RESOURCES = Set.of("53000", "53100", "53300");

	// That the server stops, has crashed, or starts
	private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

	// That a lock was not to be had in time, or that others stood in the way
	private static final Set<String> CONFLICT = Set.of("55P03", "40001", "40P01");

	private static final String READ_ONLY = "25006";

	private PostgresqlErrors() {
	}

	/**
	 * Whether the connection is lost, or none could be had.
	 */
	static boolean isConnectionLost(Throwable failure) {
		if (find(failure) instanceof SQLTransientConnectionException) {
			return true;
		}
		String state = state(failure);
		return state != null && (state.startsWith(CONNECTION) || SHUTDOWN.contains(state));
	}

	/**
	 * Whether it may work when it is tried again.
	 */
	static boolean isTemporary(Throwable failure) {
		String state = state(failure);
		return isConnectionLost(failure) || (state != null
				&& (RESOURCES.contains(state) || CONFLICT.contains(state) || state.equals(READ_ONLY)));
	}

	/**
	 * Whether the server has answered that something failed, which the driver has not
	 * found itself.
	 */
	static boolean isSaidByServer(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof PSQLException ex && ex.getServerErrorMessage() != null) {
				return true;
			}
		}
		return false;
	}

	static @Nullable String state(Throwable failure) {
		SQLException found = find(failure);
		return (found != null) ? found.getSQLState() : null;
	}

	/**
	 * The innermost that says what has happened.
	 */
	private static @Nullable SQLException find(Throwable failure) {
		SQLException found = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException ex && (found == null || ex.getSQLState() != null)) {
				found = ex;
			}
		}
		return found;
	}

}
