package com.acme;

public enum Level {

	LOW(1), MIDDLE(2), HIGH(3) {
		@Override
		int weight() {
			return 30;
		}
	};

	private final int points;

	Level(int points) {
		this.points = points;
	}

	int weight() {
		return this.points;
	}

}
