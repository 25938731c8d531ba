package io.musubito.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import io.musubito.StoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A copy of all that is committed, as a file.
 */
final class Backup {

	private static final Log logger = LogFactory.getLog(Backup.class);

	private Backup() {
	}

	/**
	 * Copies a database while others read and write.
	 * @param location where the database is
	 * @param connection a connection to it, which is closed
	 * @param target the file, which must not be there
	 * @throws StoreException when it can't be written
	 */
	static void write(String location, Connection connection, Path target) {
		boolean copied = false;
		boolean created = false;
		try (connection) {
			create(target);
			created = true;
			try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
				copy.setString(1, target.toString());
				copy.execute();
			}
			copied = true;
		}
		catch (SQLException ex) {
			throw new StoreException("The Musubito store '" + location + "' can't be backed up to '" + target + "': "
					+ ex.getMessage() + ". Check the space on the disk of the backup.", ex);
		}
		finally {
			if (created && !copied) {
				delete(target);
			}
		}
	}

	/**
	 * Creates the file of a backup, for its owner only.
	 * @throws StoreException when there is a file, or it can't be created
	 */
	private static void create(Path target) {
		try {
			Files.createFile(target, SqliteFile.permissions(SqliteFile.parent(target.toAbsolutePath()), "rw-------"));
		}
		catch (FileAlreadyExistsException ex) {
			throw new StoreException("The Musubito store can't be backed up to '" + target
					+ "': there is a file already, which is left as it is. Give another name.", ex);
		}
		catch (IOException ex) {
			throw new StoreException("The Musubito store can't be backed up to '" + target
					+ "': the file can't be created: " + ex + ". Create its folder, or give another place.", ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.warn("The unfinished backup '" + file + "' can't be deleted", ex);
		}
	}

}
