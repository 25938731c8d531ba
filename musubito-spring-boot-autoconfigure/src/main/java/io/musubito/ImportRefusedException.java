package io.musubito;

/**
 * Thrown when a file is not imported: it is damaged, was changed, or does not fit the
 * store. Nothing of it is in the store then.
 */
public class ImportRefusedException extends MusubitoException {

	/** The number of the line, from 1. */
	private final long line;

	/**
	 * Creates the exception.
	 * @param file the file
	 * @param line the number of the line, from 1
	 * @param reason what is wrong with it, and what to do
	 */
	public ImportRefusedException(String file, long line, String reason) {
		super("The file '" + file + "' is not imported, and nothing was changed: line " + line + ": " + reason, null);
		this.line = line;
	}

	/**
	 * Where it is wrong.
	 * @return the number of the line, from 1
	 */
	public long line() {
		return this.line;
	}

}
