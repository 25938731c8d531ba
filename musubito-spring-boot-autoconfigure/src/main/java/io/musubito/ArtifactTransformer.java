package io.musubito;

/**
 * Changes what is private in a store before it is written, and back after it is read, to
 * encrypt it for example. A bean of this type is used in place of the one that
 * {@code musubito.encryption.keys} configures. There is at most one.
 *
 * <p>
 * It gets results, inputs, arguments of runs and of calls that are handed to other
 * processes, texts of resources, explanations, values of configuration, messages of
 * exceptions, and the lines of exports: each already compressed where it is long. It does
 * not get hashes, names, numbers, times, and who did what.
 *
 * <p>
 * Called by any number of threads at once, also while a transaction of the store is open,
 * so that it must not call steps or the store, and should not wait for others.
 */
public interface ArtifactTransformer {

	/**
	 * Transforms a content before it is written. Equal contents need not have equal
	 * results.
	 * @param content the content, which must not be changed
	 * @param place where it will be stored
	 * @return what is stored, which must be enough for {@link #restore} together with the
	 * place
	 */
	byte[] transform(byte[] content, ContentPlace place);

	/**
	 * Restores a content after it was read. What it is given may have been changed,
	 * shortened or moved by whoever can write the store, or be the work of another
	 * transformer.
	 * @param stored what is stored, which must not be changed
	 * @param place where it is stored
	 * @return the content
	 * @throws UnrestorableContentException when it can't be restored. The step that it
	 * belongs to executes again then, and an effect is refused; all other exceptions
	 * count as this one
	 */
	byte[] restore(byte[] stored, ContentPlace place);

}
