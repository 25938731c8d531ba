package io.musubito.report;

import io.musubito.StepType;

/**
 * The icons of the page, strokes on a grid of 16 by 16. Each stands beside a word that
 * says the same.
 */
final class Icons {

	static final String REPLAYED = "M3.2 8.4a5 5 0 1 0 1.5-4M4.9 1.9l-.4 2.7 2.7.3";

	static final String EXECUTED = "M4.6 2.8v10.4L13 8z";

	static final String FAILED = "M4 4l8 8M12 4l-8 8";

	static final String STALE = "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 5v3.2l2 1.6";

	static final String MANUAL = "M8 7.4a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.8 14c.4-3 2.4-4.6 5.2-4.6"
			+ "s4.8 1.6 5.2 4.6";

	static final String BLOCKED = "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M4 4l8 8";

	static final String RUNNING = "M8 2.2v3M8 10.8v3M2.2 8h3M10.8 8h3M3.9 3.9l2.1 2.1M10 10l2.1 2.1"
			+ "M3.9 12.1 6 10M10 6l2.1-2.1";

	static final String DONE = "M3 8.6 6.4 12 13 4.6";

	private static final String DETERMINISTIC = "M5.2 3 2 8l3.2 5M10.8 3 14 8l-3.2 5";

	private static final String STOCHASTIC = "M8 1.8 9.6 6.4 14.2 8 9.6 9.6 8 14.2 6.4 9.6 1.8 8l4.6-1.6z";

	private static final String EFFECT = "M2 8.2 14 2.4 9.8 14 7.4 9z";

	private Icons() {
	}

	static Element icon(String path) {
		return Element.of(Tag.SVG, "icon")
			.with(Attribute.VIEW_BOX, "0 0 16 16")
			.with(Attribute.ARIA_HIDDEN, "true")
			.add(Element.of(Tag.PATH).with(Attribute.D, path));
	}

	static String path(StepType type) {
		return switch (type) {
			case DETERMINISTIC -> DETERMINISTIC;
			case STOCHASTIC -> STOCHASTIC;
			case EXTERNAL_EFFECT -> EFFECT;
		};
	}

}
