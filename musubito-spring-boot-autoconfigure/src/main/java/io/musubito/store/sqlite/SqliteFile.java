package io.musubito.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import io.musubito.StoreException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The place of a SQLite file: whether a store may be there, and what is there already.
 */
final class SqliteFile {

	private static final Set<String> NETWORK_FILE_SYSTEMS = Set.of("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3",
			"smbfs", "afpfs", "afs", "ncpfs", "webdav", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.davfs");

	private static final byte[] SQLITE_MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter
		.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Log logger = LogFactory.getLog(SqliteFile.class);

	private SqliteFile() {
	}

	/**
	 * Checks the place and creates its folder.
	 * @throws StoreException when a store can't be there
	 */
	static void prepareFolder(Path file) {
		if (Files.isDirectory(file)) {
			throw new StoreException("The Musubito store can't be opened: '" + file
					+ "' is a directory. Set musubito.store.path to a file, for example '" + file.resolve("musubito.db")
					+ "'.", null);
		}
		try {
			verifyLocal(file, Files.getFileStore(nearestExisting(file)).type());
			Path folder = parent(file);
			if (!Files.isDirectory(folder)) {
				Files.createDirectories(folder, permissions(folder, "rwx------"));
			}
		}
		catch (IOException ex) {
			throw new StoreException(
					"The folder of the Musubito store '" + file + "' can't be created: " + ex
							+ ". Create it, or set musubito.store.path to a place that the application may write to.",
					ex);
		}
		verifyWritable(file, Files::isWritable);
	}

	/**
	 * Refuses a network file system.
	 */
	static void verifyLocal(Path file, String fileSystem) {
		if (NETWORK_FILE_SYSTEMS.contains(fileSystem.toLowerCase(Locale.ROOT))) {
			throw new StoreException(
					"The Musubito store '" + file + "' can't be opened: it is on a network file system (" + fileSystem
							+ "), where the locks that SQLite relies on do not hold and the store would be "
							+ "corrupted. Set musubito.store.path to a local disk.",
					null);
		}
	}

	/**
	 * Refuses a file or folder that can't be written.
	 */
	static void verifyWritable(Path file, Predicate<Path> writable) {
		for (Path path : List.of(parent(file), file)) {
			if (Files.exists(path) && !writable.test(path)) {
				throw new StoreException("The Musubito store '" + file + "' can't be opened: '" + path
						+ "' is not writable for the user of this process. Change its permissions, or set "
						+ "musubito.store.path to a place that the application may write to.", null);
			}
		}
	}

	/**
	 * Creates the file, for its owner only, unless it is there. SQLite gives its
	 * companion files the same permissions.
	 */
	static void createIfMissing(Path file) throws IOException {
		try {
			Files.createFile(file, permissions(parent(file), "rw-------"));
		}
		catch (FileAlreadyExistsException ex) {
			// It keeps the permissions that its owner gave it
		}
	}

	static boolean isEmpty(Path file) throws IOException {
		return !Files.exists(file) || Files.size(file) == 0;
	}

	/**
	 * Whether the file begins as SQLite databases do. Only for a file that SQLite has
	 * refused: closing it here drops the locks that this process holds on it.
	 */
	static boolean hasSqliteHeader(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return Arrays.equals(in.readNBytes(SQLITE_MAGIC.length), SQLITE_MAGIC);
		}
	}

	/**
	 * Moves a corrupt database and its companion files aside, and reports it.
	 */
	static void moveAside(Path file, String problem, Instant now) throws IOException {
		Path aside = sibling(file, ".corrupt-" + TIMESTAMP.format(now));
		Files.move(file, aside);
		for (String companion : List.of("-wal", "-shm")) {
			if (Files.exists(sibling(file, companion))) {
				Files.move(sibling(file, companion), sibling(aside, companion));
			}
		}
		logger.error("The Musubito store '" + file + "' is corrupt (" + problem + "). It was moved to '" + aside
				+ "' and an empty one takes its place, so that steps execute again. Recover what is in it with the "
				+ "command .recover of the sqlite3 shell, or delete it.");
	}

	static Path sibling(Path file, String suffix) {
		return file.resolveSibling(file.getFileName() + suffix);
	}

	static FileAttribute<?>[] permissions(Path folder, String permissions) {
		if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			return new FileAttribute<?>[0];
		}
		Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
		return new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(set) };
	}

	private static Path nearestExisting(Path file) {
		Path path = file;
		while (!Files.exists(path) && path.getParent() != null) {
			path = path.getParent();
		}
		return path;
	}

	private static Path parent(Path file) {
		Path parent = file.getParent();
		return (parent != null) ? parent : file;
	}

}
