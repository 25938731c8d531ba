package io.musubito.benchmark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A row of the table of all figures.
 *
 * @param figure what was measured
 * @param ours what it takes with Musubito
 * @param bare what it takes without it
 * @param ratio the median of the ratios, and their quartiles
 * @param median what is compared with the target
 * @param target what that is to be
 */
record Row(String figure, String ours, String bare, String ratio, double median, Target target) {

	static final String HEAD = """
			| figure | ours | bare | ratio (quartiles) | target | met |
			|---|---|---|---|---|---|""";

	/** How each row begins, and nothing else that a figure prints. */
	static final String BEGIN = "| ";

	String markdown() {
		return BEGIN + String.join(" | ", this.figure, this.ours, this.bare, this.ratio, this.target.text(),
				this.target.met(this.median)) + " |";
	}

	/**
	 * A number with two digits after the point at most.
	 */
	static String number(double value) {
		return new BigDecimal(value, MathContext.DECIMAL64).setScale(2, RoundingMode.HALF_UP)
			.stripTrailingZeros()
			.toPlainString();
	}

}
