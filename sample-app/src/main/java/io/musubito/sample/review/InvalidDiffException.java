package io.musubito.sample.review;

/**
 * What should be reviewed is no diff that can be read.
 */
class InvalidDiffException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidDiffException(String message) {
		super(message);
	}

}
