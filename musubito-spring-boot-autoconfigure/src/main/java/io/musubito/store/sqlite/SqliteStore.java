package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.time.Clock;

import io.musubito.store.jdbc.JdbcStore;

/**
 * A store in a SQLite file. Several stores, in this process and in others, may be open on
 * one file. It keeps its connections to itself: there is no {@code DataSource} for others
 * to find. Safe for use by any number of threads.
 */
public final class SqliteStore extends JdbcStore {

	private SqliteStore(SqliteDatabase database, Clock clock) {
		super(database, clock);
	}

	/**
	 * Opens a store and creates it where there is none: the folder and the file for their
	 * owner only.
	 * @param path the file
	 * @param synchronousFull {@code true} when what is committed must survive a loss of
	 * power; {@code false} when it is enough that it survives the end of the process
	 * @param clock the clock of what the store itself dates
	 * @return the open store
	 * @throws io.musubito.StoreException when there can't be a store in this place, when
	 * the file is something else or damaged, or when a newer release has written it; it
	 * is left as it was then
	 */
	public static SqliteStore open(Path path, boolean synchronousFull, Clock clock) {
		Path file = path.toAbsolutePath().normalize();
		return new SqliteStore(SqliteDatabase.open(new SqliteConnections(file, synchronousFull)), clock);
	}

}
