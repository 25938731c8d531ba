package io.musubito.report;

import java.util.Locale;

/**
 * The attributes of a report. None of them can hold a script or the address of another
 * document: {@link #HREF} leads to a place in the report.
 */
enum Attribute {

	CLASS, ID, LANG, CHARSET, NAME, CONTENT, HTTP_EQUIV, HREF, SCOPE, COLSPAN, OPEN, ROLE, TABINDEX, DATETIME,
	ARIA_LABEL, ARIA_LABELLEDBY, ARIA_HIDDEN,

	VIEW_BOX("viewBox"), WIDTH, HEIGHT, X, Y, X1, Y1, X2, Y2, RX, R, CX, CY, D, TEXT_ANCHOR,
	PATTERN_UNITS("patternUnits"), PATTERN_TRANSFORM("patternTransform"), TRANSFORM;

	private final String text;

	Attribute() {
		this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	Attribute(String text) {
		this.text = text;
	}

	boolean accepts(String value) {
		return this != HREF || value.startsWith("#");
	}

	@Override
	public String toString() {
		return this.text;
	}

}
