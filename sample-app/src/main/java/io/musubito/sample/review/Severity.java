package io.musubito.sample.review;

/**
 * How bad a finding is.
 */
public enum Severity {

	/** It must not be merged. */
	CRITICAL,

	/** It is wrong in some cases. */
	MAJOR,

	/** It could be better. */
	MINOR

}
