package com.acme;

public sealed interface Audience permits Audience.Team, Audience.Public {

	int size();

	record Team(int members) implements Audience {

		@Override
		public int size() {
			return this.members;
		}

	}

	record Public(String country) implements Audience {

		@Override
		public int size() {
			return 1000;
		}

	}

}
