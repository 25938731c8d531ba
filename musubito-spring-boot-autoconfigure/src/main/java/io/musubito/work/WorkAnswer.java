package io.musubito.work;

/**
 * What came of a hint.
 */
public enum WorkAnswer {

	/** The call was executed here, successfully or not. */
	TAKEN,

	/**
	 * It is another call here, as the code is another one: others may be able to. The
	 * hint goes back.
	 */
	DECLINED,

	/** Its result is there, somebody is executing it, or nobody waits for it any more. */
	ALREADY_THERE

}
