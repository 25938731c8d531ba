package io.musubito.report;

import io.musubito.StepOutcome;

/**
 * How a call was answered as the report shows it: by a word, an icon and a colour. What
 * asks most for attention comes first.
 */
enum Outcome {

	FAILED("failed", "Failed", Icons.FAILED),

	BLOCKED("blocked", "Blocked", Icons.BLOCKED),

	STALE("stale", "Served stale", Icons.STALE),

	EXECUTED("executed", "Executed", Icons.EXECUTED),

	MANUAL("manual", "By hand", Icons.MANUAL),

	REPLAYED("replayed", "Replayed", Icons.REPLAYED);

	private final String cssClass;

	private final String word;

	private final String icon;

	Outcome(String cssClass, String word, String icon) {
		this.cssClass = cssClass;
		this.word = word;
		this.icon = icon;
	}

	static Outcome of(StepOutcome outcome) {
		return switch (outcome) {
			case EXECUTED -> EXECUTED;
			case REPLAYED, JOINED -> REPLAYED;
			case SERVED_STALE -> STALE;
			case FAILED -> FAILED;
			case BLOCKED -> BLOCKED;
			case MANUAL -> MANUAL;
		};
	}

	String cssClass() {
		return this.cssClass;
	}

	String word() {
		return this.word;
	}

	String icon() {
		return this.icon;
	}

	Element badge() {
		return badge(this.word);
	}

	Element badge(String text) {
		return badge(this.cssClass, this.icon, text);
	}

	static Element badge(String cssClass, String icon, String text) {
		return Element.of(Tag.SPAN, "badge " + cssClass).add(Icons.icon(icon)).add(Element.of(Tag.SPAN).text(text));
	}

}
