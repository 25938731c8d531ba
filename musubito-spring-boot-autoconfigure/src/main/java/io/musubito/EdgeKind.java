package io.musubito;

/**
 * Why one node depends on another.
 */
public enum EdgeKind {

	/**
	 * The downstream step consumed the upstream result, as an argument or by a merge.
	 */
	DATA,

	/**
	 * The downstream step called the upstream step inside its body.
	 */
	CALL

}
