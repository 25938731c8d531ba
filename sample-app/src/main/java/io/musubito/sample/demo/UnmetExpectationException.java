package io.musubito.sample.demo;

/**
 * The demo did not go as it should.
 */
final class UnmetExpectationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnmetExpectationException(String expected, String actual) {
		super("The demo expected " + expected + ", but " + actual + ".");
	}

}
