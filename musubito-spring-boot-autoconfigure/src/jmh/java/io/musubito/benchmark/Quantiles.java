package io.musubito.benchmark;

import java.util.Arrays;
import java.util.Locale;

/**
 * What stands for many measured values.
 */
final class Quantiles {

	private Quantiles() {
	}

	/**
	 * The value below which a share of the values is.
	 */
	static double of(double[] values, double share) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[(int) (share * (sorted.length - 1))];
	}

	/**
	 * The median, and in brackets the quartiles.
	 * @param digits how many digits each number has after the point
	 */
	static String spread(double[] values, int digits) {
		String number = "%." + digits + "f";
		return String.format(Locale.ROOT, number + " (" + number + "–" + number + ")", of(values, 0.5),
				of(values, 0.25), of(values, 0.75));
	}

}
