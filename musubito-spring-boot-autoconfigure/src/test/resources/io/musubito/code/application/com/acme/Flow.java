package com.acme;

import java.io.StringReader;

final class Flow {

	private final StringBuilder log = new StringBuilder();

	String all(Level level, String text, Audience audience) {
		return strings(text) + constants(level) + numbers(text.length()) + loop(text) + condition(text) + caught(text)
				+ cleaned(text) + resource(text) + matched(audience) + orElse(null) + calls() + guarded(text) + cases(level);
	}

	private String strings(String text) {
		switch (text) {
			case "a":
				return "first";
			case "b":
				return "second";
			default:
				return "other";
		}
	}

	private int constants(Level level) {
		switch (level) {
			case LOW:
				return 1;
			case HIGH:
				return 2;
			default:
				return 3;
		}
	}

	private String cases(Level level) {
		return switch (level) {
			case LOW, MIDDLE -> "small";
			case HIGH -> "big";
		};
	}

	private String numbers(int number) {
		return switch (number) {
			case 1 -> "one";
			case 2, 3 -> "few";
			default -> "many";
		};
	}

	private int loop(String text) {
		int count = 0;
		for (int i = 0; i < 10; i++) {
			count += text.length();
		}
		return count;
	}

	private boolean condition(String text) {
		if (text.isEmpty() && text.length() < 5) {
			return true;
		}
		return false;
	}

	private String caught(String text) {
		try {
			return Integer.valueOf(text).toString();
		}
		catch (NumberFormatException ex) {
			return "no number";
		}
	}

	private String cleaned(String text) {
		try {
			return text.repeat(2);
		}
		finally {
			this.log.append("done");
		}
	}

	private int resource(String text) {
		try (StringReader reader = new StringReader(text)) {
			return reader.read();
		}
		catch (java.io.IOException ex) {
			throw new IllegalStateException("The text can't be read", ex);
		}
	}

	private int matched(Object value) {
		if (value instanceof Audience.Team team && team.members() > 3) {
			return team.members();
		}
		return 0;
	}

	private String orElse(String value) {
		return (value != null) ? value : "default tone";
	}

	private String calls() {
		first();
		second();
		return this.log.toString();
	}

	private void first() {
		this.log.append("first");
	}

	private void second() {
		this.log.append("second");
	}

	private synchronized String guarded(String text) {
		return text;
	}

}
