package io.musubito.report;

import java.util.Locale;

/**
 * The elements of a report. There are no others in it, whatever a text says.
 */
enum Tag {

	HTML, HEAD, META, TITLE, STYLE, BODY, HEADER, MAIN, FOOTER, SECTION, NAV, H1, H2, H3, P, DIV, SPAN, STRONG, CODE,
	PRE, INS, DEL, UL, LI, DL, DT, DD, TABLE, CAPTION, THEAD, TBODY, TR, TH, TD, DETAILS, SUMMARY, A, TIME,

	SVG, DEFS, PATTERN, G, PATH, RECT, LINE, TEXT, TSPAN, CIRCLE;

	private final String text = name().toLowerCase(Locale.ROOT);

	boolean isVoid() {
		return this == META;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
