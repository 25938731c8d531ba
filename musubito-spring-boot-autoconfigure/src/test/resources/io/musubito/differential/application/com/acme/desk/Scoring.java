package com.acme.desk;

public interface Scoring {

	int score(String text);

	record ByLength(int factor) implements Scoring {

		@Override
		public int score(String text) {
			return text.length() * this.factor + 1;
		}

	}

	final class ByWord implements Scoring {

		private final String word;

		ByWord(String word) {
			this.word = word;
		}

		@Override
		public int score(String text) {
			int found = 0;
			for (String part : text.split(" ")) {
				if (part.equals(this.word)) {
					found += 10;
				}
			}
			return found;
		}

	}

	enum Fixed implements Scoring {

		SMALL(1), LARGE(100);

		private final int value;

		Fixed(int value) {
			this.value = value;
		}

		@Override
		public int score(String text) {
			return this.value;
		}

	}

}
