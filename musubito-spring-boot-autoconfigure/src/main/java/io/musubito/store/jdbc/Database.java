package io.musubito.store.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;

import io.musubito.store.StoreProcesses;

/**
 * The database of a store, with the schema that this release knows once it is open. This
 * and {@link Session} are all that differs between kinds of databases: how to connect,
 * where it is, which processes work with it, and how to say what is wrong with it. Safe
 * for use by any number of threads.
 */
public interface Database extends AutoCloseable {

	/**
	 * The kind of database.
	 * @return its name as {@code musubito.store.type} has it
	 */
	String type();

	/**
	 * Where it is.
	 * @return the place, without credentials
	 */
	String location();

	/**
	 * The part of it that is seen and changed here.
	 * @return the namespace, which may be empty
	 */
	String namespace();

	/**
	 * How much space it takes.
	 * @return the bytes on disk
	 */
	long sizeBytes();

	/**
	 * Whether there is a database that can be opened, or it is open.
	 * @return whether something may be found in it
	 */
	boolean exists();

	/**
	 * Whether nothing of it is written, nor created or migrated. Where there is none, it
	 * is not opened.
	 * @return {@code false} unless it is only read
	 */
	default boolean isReadOnly() {
		return false;
	}

	/**
	 * Opens the database, and creates or migrates it where that is needed. Not called by
	 * two threads at a time, and again only when it has failed or was closed.
	 * @throws io.musubito.StoreException when that is not possible; it is as it was then
	 */
	void open();

	/**
	 * Opens a session on an empty database with the same schema, to read where there is
	 * no database.
	 * @return the session, which the caller closes after one use
	 * @throws SQLException when it can't be opened
	 */
	Session openEmpty() throws SQLException;

	/**
	 * Opens the one session that writes. A transaction of it that reads first and then
	 * writes must not fail because another process wrote in between. Of a database that
	 * is only read, its transactions are empty, and succeed when it can be read.
	 * @return the session, which the caller closes
	 * @throws SQLException when it can't be opened
	 */
	Session openForWriting() throws SQLException;

	/**
	 * Opens a session that reads what is committed and does not wait for writers.
	 * @return the session, which the caller closes
	 * @throws SQLException when it can't be opened
	 */
	Session openForReading() throws SQLException;

	/**
	 * Connections for what carries hints to other processes. Called when it is open.
	 * @param queue the queue that is seen with them
	 * @return the connections
	 * @throws IllegalStateException when no other process sees the database, or it is
	 * only read
	 */
	default JobConnections jobs(String queue) {
		throw new IllegalStateException("The database '" + location() + "' carries no hints");
	}

	/**
	 * Verifies that what is read is what others see too, and that what is written will be
	 * found again. Called before and after each commit.
	 * @throws io.musubito.StoreException when it will not
	 */
	void verifyInPlace();

	/**
	 * The same before each read, which may take the answer of a moment ago.
	 * @throws io.musubito.StoreException when it will not
	 */
	void verifyWasInPlace();

	/**
	 * Copies all that is committed into a file, while others read and write.
	 * @param target the file, which must not be there
	 * @throws io.musubito.StoreException when it can't be written
	 */
	void copyTo(Path target);

	/**
	 * Empties the log of what is written, so that it takes no space.
	 * @return whether it is empty; {@code false} when somebody reads from it
	 * @throws io.musubito.StoreException when that can't be done
	 */
	boolean emptyLog();

	/**
	 * Writes the database anew, so that nothing is left in it of what was deleted. Nobody
	 * can write meanwhile.
	 * @throws io.musubito.StoreException when that can't be done; it is as it was then
	 */
	void rewrite();

	/**
	 * Whether a process counts as alive until a lease ends.
	 * @return {@code false} when the end of a process is known at once
	 */
	default boolean isLeased() {
		return false;
	}

	/**
	 * The processes that work with the database.
	 * @return this one, and whether others are alive
	 */
	StoreProcesses processes();

	/**
	 * Whether something failed because the database can't be used at present: because
	 * another program has locked it for a long time, or because it can't be reached.
	 * @param failure the failure
	 * @return whether it may work when it is tried again
	 */
	boolean isUnavailable(Throwable failure);

	/**
	 * The messages for when it can't be used.
	 * @return the messages, with its location and what to check
	 */
	StoreFailures failures();

	/**
	 * Ends the work of the store with it, when all sessions are closed.
	 */
	@Override
	void close();

}
