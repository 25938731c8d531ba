package io.musubito;

/**
 * What began a run.
 */
public enum RunKind {

	/**
	 * A call of a pipeline.
	 */
	PIPELINE,

	/**
	 * A web request.
	 */
	REQUEST

}
