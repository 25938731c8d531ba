package io.musubito.benchmark;

/**
 * What a figure is to be.
 *
 * @param text how a table shows it
 * @param bound where it ends
 * @param most whether the bound is the most that is right, not the least
 */
record Target(String text, double bound, boolean most) {

	/** Of what is measured for information only. */
	static final Target NONE = new Target("–", Double.NaN, true);

	static Target atMost(double ratio) {
		return new Target("≤ " + Row.number(ratio), ratio, true);
	}

	static Target atMostBytes(int bytes) {
		return new Target("≤ " + bytes + " B", bytes, true);
	}

	static Target atLeast(double ratio) {
		return new Target("≥ " + Row.number(ratio), ratio, false);
	}

	String met(double median) {
		if (Double.isNaN(this.bound)) {
			return "–";
		}
		return ((this.most) ? median <= this.bound : median >= this.bound) ? "yes" : "no";
	}

}
