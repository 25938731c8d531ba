package io.musubito.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.musubito.StoreException;
import io.musubito.store.jdbc.SqlTexts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What takes long when a process uses SQLite for the first time: its library is unpacked
 * and loaded, and so are the classes of the driver and those that ask it. It is done
 * while the application comes up. Who opens a store meanwhile waits in the driver until
 * the library is there.
 */
final class FirstUse implements Runnable {

	private static final Log logger = LogFactory.getLog(FirstUse.class);

	/** The library is that of the process, or of the class loader of the driver. */
	private static final AtomicBoolean begun = new AtomicBoolean();

	private FirstUse() {
	}

	static void begin() {
		if (begun.compareAndSet(false, true)) {
			Thread thread = new Thread(new FirstUse(), "musubito-first-use");
			thread.setDaemon(true);
			thread.start();
		}
	}

	/**
	 * Asks a database in memory that nobody else has.
	 */
	@Override
	public void run() {
		try {
			SqliteLibrary.load();
			try (Connection connection = MemoryDatabase.of("").connect();
					SqliteSession session = new SqliteSession(connection, new SqlTexts(null, ""))) {
				JdbcClient.create(new SingleConnectionDataSource(connection, true))
					.sql("SELECT :number AS number")
					.param("number", 1)
					.query((row, index) -> row.getInt("number"))
					.optional();
			}
		}
		catch (StoreException | SQLException | DataAccessException ex) {
			logger.debug("The first use of SQLite has failed, which whoever opens a store is told", ex);
		}
	}

}
