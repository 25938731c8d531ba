package io.musubito.store.sqlite;

import java.nio.file.Path;
import java.time.Clock;

import io.musubito.store.jdbc.Database;
import io.musubito.store.jdbc.JdbcStore;

/**
 * A store in a SQLite file. Several stores, in this process and in others, may be open on
 * one file. It keeps its connections to itself: there is no {@code DataSource} for others
 * to find. Safe for use by any number of threads.
 */
public final class SqliteStore extends JdbcStore {

	private SqliteStore(Database database, Clock clock) {
		super(database, clock);
	}

	/**
	 * A store in a file, which is created when it is opened: the folder and the file for
	 * their owner only.
	 * @param path the file, or a {@code file:} URL; one that begins with {@code ~/} is in
	 * the home directory
	 * @param namespace the part of what the file holds that is seen and changed here
	 * @param synchronousFull {@code true} when what is committed must survive a loss of
	 * power; {@code false} when it is enough that it survives the end of the process
	 * @param clock the clock of what the store itself dates
	 * @return the store, which is not open
	 * @throws io.musubito.StoreException when that is no path of a file
	 */
	public static SqliteStore at(String path, String namespace, boolean synchronousFull, Clock clock) {
		return at(StorePath.of(path), namespace, synchronousFull, clock);
	}

	/**
	 * A store in a file of which nothing is written. Where there is no file, it is empty,
	 * until there is one.
	 * @param path the file, as above
	 * @param namespace the part of what the file holds that is seen here
	 * @param clock the clock
	 * @return the store, which is not open
	 * @throws io.musubito.StoreException when that is no path of a file
	 */
	public static SqliteStore reading(String path, String namespace, Clock clock) {
		return new SqliteStore(new ReadOnlyDatabase(StorePath.of(path), namespace), clock);
	}

	private static SqliteStore at(Path file, String namespace, boolean synchronousFull, Clock clock) {
		return on(new SqliteConnections(file, synchronousFull), namespace, clock);
	}

	static SqliteStore on(SqliteConnections connections, String namespace, Clock clock) {
		return new SqliteStore(new SqliteDatabase(connections, namespace), clock);
	}

	/**
	 * A store in the memory of this process, which is gone when it is closed.
	 * @param namespace the namespace, which nobody shares
	 * @param clock the clock of what the store itself dates
	 * @return the store, which is not open
	 */
	public static SqliteStore inMemory(String namespace, Clock clock) {
		return inMemory(MemoryDatabase.of(namespace), clock);
	}

	/**
	 * Begins, on a thread of its own, with what takes long when a process opens a store
	 * for the first time. It leaves no trace, and what fails there fails again when a
	 * store is opened. To call it again changes nothing.
	 */
	public static void prepare() {
		FirstUse.begin();
	}

	static SqliteStore inMemory(MemoryDatabase database, Clock clock) {
		return new SqliteStore(database, clock);
	}

	/**
	 * Opens a store, whose namespace is the empty one.
	 * @param path the file
	 * @param synchronousFull whether what is committed must survive a loss of power
	 * @param clock the clock of what the store itself dates
	 * @return the open store
	 * @throws io.musubito.StoreException when there can't be a store in this place, when
	 * the file is something else or damaged, or when a newer release has written it; it
	 * is left as it was then
	 */
	public static SqliteStore open(Path path, boolean synchronousFull, Clock clock) {
		return open(path, "", synchronousFull, clock);
	}

	static SqliteStore open(Path path, String namespace, boolean synchronousFull, Clock clock) {
		SqliteStore store = at(path.toAbsolutePath().normalize(), namespace, synchronousFull, clock);
		boolean opened = false;
		try {
			store.open();
			opened = true;
			return store;
		}
		finally {
			if (!opened) {
				store.close();
			}
		}
	}

}
