package io.musubito.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

import io.musubito.ExportSelection;
import io.musubito.ImportResult;

/**
 * Export and import. Safe for use by any number of threads. All methods throw
 * {@link io.musubito.StoreException} when the store can't be read or written.
 */
public interface StoreTransfer {

	/**
	 * Writes what is stored at this moment as lines, see {@code docs/export.md}.
	 * @param selection how much of it
	 * @param target receives the lines; not closed
	 * @throws IOException when that can't be written to
	 * @throws IllegalArgumentException when there is no such run or operation; nothing
	 * was written then
	 */
	void export(ExportSelection selection, OutputStream target) throws IOException;

	/**
	 * Verifies a file as a whole, and adds what the store lacks of it, in short
	 * transactions.
	 * <p>
	 * What is there stays, whichever is newer: it is consistent in itself, and was
	 * perhaps invalidated here on purpose. A node that is added is only valid when what
	 * it depends on is the same result here and valid; else it is stale, which costs an
	 * execution at most. Where a valid result of the same replay key was executed here,
	 * it stays the newest one. Of an effect, the state that performs less is kept: one
	 * that has happened before one in doubt before one that has not happened.
	 * @param file the file
	 * @return what was added
	 * @throws io.musubito.ImportRefusedException when it is damaged, was changed, or does
	 * not fit the store, which is as it was then
	 */
	ImportResult importFrom(Path file);

}
