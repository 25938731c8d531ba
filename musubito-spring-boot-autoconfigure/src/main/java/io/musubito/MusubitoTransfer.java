package io.musubito;

import java.nio.file.Path;

/**
 * Carries what is stored from one store to another, as a text file of lines that people
 * can read and compare. Safe for use by any number of threads.
 */
public interface MusubitoTransfer {

	/**
	 * Writes what is stored at this moment into a file. Steps go on meanwhile. The file
	 * has inputs and results as they are, so that only its owner may read it.
	 * @param selection how much of it
	 * @param target the file, which must not be there; its folder must
	 * @throws IllegalArgumentException when there is no such run or operation
	 * @throws StoreException when the store can't be read, or the file can't be written
	 */
	void export(ExportSelection selection, Path target);

	/**
	 * Adds to the store what it lacks of an export. What it has stays as it is. The whole
	 * file is verified before anything is written; when it is interrupted while it
	 * writes, the same file can be imported again.
	 * @param source the file, which must not be changed meanwhile
	 * @return what was added
	 * @throws ImportRefusedException when the file is damaged, was changed, or does not
	 * fit the store, which is as it was then
	 * @throws StoreException when the file can't be read or the store can't be written
	 */
	ImportResult importFrom(Path source);

}
