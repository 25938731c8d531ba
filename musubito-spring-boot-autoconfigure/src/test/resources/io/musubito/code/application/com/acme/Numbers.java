package com.acme;

final class Numbers {

	static double all(Level level) {
		return integer() + big() + temperature() + array().length + compound(3) + level.weight() + ternary(4)
				+ cast(3.7) + bits(5);
	}

	private static int integer() {
		return 42;
	}

	private static long big() {
		return 10_000_000_000L;
	}

	private static double temperature() {
		return 0.7;
	}

	private static int[] array() {
		return new int[8];
	}

	private static int compound(int value) {
		value += 2;
		return value;
	}

	private static int ternary(int value) {
		return (value > 3) ? 1 : 2;
	}

	private static long cast(double value) {
		return (int) value;
	}

	private static int bits(int value) {
		return value >> 1;
	}

}
