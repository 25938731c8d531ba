package io.musubito;

/**
 * What an import did.
 *
 * @param nodes how many nodes were added
 * @param present how many nodes of the file were there already, and stayed as they are
 * @param stale how many of those that were added have to be executed again, since what
 * they depend on is another result here, or is not valid any more
 * @param effects how many effects were added, or are known now to have happened or to be
 * in doubt
 * @param runs how many runs were added
 * @param erasedElsewhere how many nodes have their content here and were erased in the
 * store that the file comes from
 */
public record ImportResult(long nodes, long present, long stale, long effects, long runs, long erasedElsewhere) {

	/** Nothing. */
	public static final ImportResult NONE = new ImportResult(0, 0, 0, 0, 0, 0);

}
