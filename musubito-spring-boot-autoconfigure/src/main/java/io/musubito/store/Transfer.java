package io.musubito.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

import io.musubito.ExportSelection;
import io.musubito.ImportResult;
import io.musubito.MusubitoTransfer;
import io.musubito.StoreException;

/**
 * Export into files and import from files.
 */
public final class Transfer implements MusubitoTransfer {

	private final StoreTransfer store;

	/**
	 * Creates it.
	 * @param store reads and writes the store
	 */
	public Transfer(StoreTransfer store) {
		this.store = store;
	}

	@Override
	public void export(ExportSelection selection, Path target) {
		create(target);
		boolean written = false;
		try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(target))) {
			this.store.export(selection, stream);
			written = true;
		}
		catch (IOException ex) {
			written = false;
			throw new StoreException("The export '" + target + "' can't be written: " + ex.getMessage()
					+ ". Check the space on the disk.", ex);
		}
		finally {
			if (!written) {
				delete(target);
			}
		}
	}

	@Override
	public ImportResult importFrom(Path source) {
		return this.store.importFrom(source);
	}

	/**
	 * For its owner only.
	 */
	private static void create(Path file) {
		try {
			boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
			Files.createFile(file,
					(posix) ? new FileAttribute<?>[] {
							PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
							: new FileAttribute<?>[0]);
		}
		catch (FileAlreadyExistsException ex) {
			throw new StoreException("The export '" + file + "' is there already. Choose another name, or delete it.",
					ex);
		}
		catch (IOException ex) {
			throw new StoreException("The export '" + file + "' can't be created: " + ex.getMessage()
					+ ". Its folder must exist, and this process must be allowed to write there.", ex);
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// What follows says what has failed
		}
	}

}
