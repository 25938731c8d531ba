package com.acme;

import java.util.List;

final class Dispatch {

	String all(String tone) {
		StringBuilder text = new StringBuilder(tone);
		for (Step<String> step : List.of(new Trim(), new Quote())) {
			text.append(step.run(tone));
		}
		return text + new Depth().run();
	}

	interface Step<T> {

		T run(T value);

	}

	static final class Trim implements Step<String> {

		@Override
		public String run(String value) {
			return value.trim();
		}

	}

	static final class Quote implements Step<String> {

		@Override
		public String run(String value) {
			return "'" + value + "'";
		}

	}

	static class Depth {

		String run() {
			return Far.away();
		}

	}

}
