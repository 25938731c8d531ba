package com.acme.desk;

public enum Priority {

	LOW(5, "later") {
		@Override
		String greet(String name) {
			return "hello " + name;
		}
	},

	NORMAL(3, "soon") {
		@Override
		String greet(String name) {
			return "good day " + name;
		}
	},

	HIGH(1, "now") {
		@Override
		String greet(String name) {
			return "at your service " + name;
		}
	};

	private static final int FACTOR = 2;

	private final int days;

	private final String word;

	Priority(int days, String word) {
		this.days = days;
		this.word = word;
	}

	abstract String greet(String name);

	int hours() {
		return this.days * 24 / FACTOR;
	}

	String word() {
		return this.word;
	}

}
