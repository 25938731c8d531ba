package io.musubito.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
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

	private static final String OWN_FOLDER = ".musubito";

	private static final byte[] SQLITE_MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

	private static final Log logger = LogFactory.getLog(SqliteFile.class);

	private SqliteFile() {
	}

	/**
	 * Checks the place and creates its folder.
	 * @throws StoreException when a store can't be there
	 */
	static void prepareFolder(Path file) {
		refuseFolder(file);
		try {
			Path existing = nearestExisting(file);
			verifyLocal(file, () -> Files.getFileStore(existing).type());
			Path folder = parent(file);
			if (!Files.isDirectory(folder)) {
				Files.createDirectories(folder, permissions(folder, "rwx------"));
			}
			else {
				warnOfWritableFolder(file, folder);
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
	 * It keeps its rights, as others may need them; they could put another store there.
	 */
	private static void warnOfWritableFolder(Path file, Path folder) throws IOException {
		if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")
				&& Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
			logger.warn("The Musubito store '" + file + "' can be replaced by others: all users of this machine may "
					+ "write into the folder '" + folder + "'. Take that right from them with: chmod o-w " + folder);
		}
	}

	private static void refuseFolder(Path file) {
		if (Files.isDirectory(file)) {
			throw new StoreException("The Musubito store can't be opened: '" + file
					+ "' is a directory. Set musubito.store.path to a file, for example '" + file.resolve("musubito.db")
					+ "'.", null);
		}
	}

	/**
	 * Checks a file that is there, and that is only read.
	 * @throws StoreException when it can't be read as a store
	 */
	static void verifyReadable(Path file) {
		refuseFolder(file);
		verifyLocal(file, () -> Files.getFileStore(file).type());
		if (!Files.isReadable(file)) {
			throw new StoreException(
					"The Musubito store '" + file + "' can't be opened: it is not readable for the user of this process"
							+ owner(file) + ". Change its permissions or its owner.",
					null);
		}
	}

	/**
	 * Refuses a network file system. One that is not known passes: in a changed root, it
	 * can't be found where a file is mounted.
	 */
	static void verifyLocal(Path file, Callable<String> fileSystem) {
		String type;
		try {
			type = fileSystem.call();
		}
		catch (Exception ex) {
			logger.warn("It can't be found out what file system the Musubito store '" + file + "' is on (" + ex
					+ "). It must not be a network file system.");
			return;
		}
		if (NETWORK_FILE_SYSTEMS.contains(type.toLowerCase(Locale.ROOT))) {
			throw new StoreException(
					"The Musubito store '" + file + "' can't be opened: it is on a network file system (" + type
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
						+ "' is not writable for the user of this process" + owner(path)
						+ ". Change its permissions or its owner, or set musubito.store.path to a place that the "
						+ "application may write to. If it was made while an image was built, let the build leave it "
						+ "out: nothing is needed of it.", null);
			}
		}
	}

	private static String owner(Path path) {
		try {
			return ", '" + System.getProperty("user.name") + "', and belongs to '" + Files.getOwner(path).getName()
					+ "'";
		}
		catch (IOException | UnsupportedOperationException ex) {
			return "";
		}
	}

	/**
	 * Creates the file, for its owner only, unless it is there. SQLite gives its
	 * companion files the same permissions. In a folder of its own it is kept out of
	 * version control, as prompts and answers are in it.
	 */
	static void createIfMissing(Path file) throws IOException {
		try {
			Files.createFile(file, permissions(parent(file), "rw-------"));
			if (parent(file).endsWith(OWN_FOLDER)) {
				Files.writeString(parent(file).resolve(".gitignore"), "*\n", StandardOpenOption.CREATE_NEW);
			}
		}
		catch (FileAlreadyExistsException ex) {
			// It keeps the permissions, or the content, that its owner gave it
		}
	}

	static boolean isEmpty(Path file) {
		return file.toFile().length() == 0;
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

	static Path parent(Path file) {
		Path parent = file.getParent();
		return (parent != null) ? parent : file;
	}

}
