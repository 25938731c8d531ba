package com.acme.desk;

final class Checks {

	private static int least = 0;

	private Checks() {
	}

	static int positive(int number) {
		if (!(number > least)) {
			throw new IllegalArgumentException("not a positive number: " + number);
		}
		return number;
	}

}
