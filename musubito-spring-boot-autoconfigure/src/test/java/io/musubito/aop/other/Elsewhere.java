package io.musubito.aop.other;

import io.musubito.MusubitoStep;

/**
 * A superclass in another package.
 */
public class Elsewhere {

	@MusubitoStep
	String hidden(String text) {
		return text;
	}

}
