package io.musubito.store.jdbc;

import java.sql.SQLException;

/**
 * Thrown when the connection was lost while a transaction was committed, so that it is
 * not known whether it is.
 */
public final class CommitInDoubtException extends SQLException {

	/**
	 * Creates the exception.
	 * @param cause how the connection was lost
	 */
	public CommitInDoubtException(Throwable cause) {
		super(cause.getMessage(), cause);
	}

}
