package com.acme.desk;

class Shift {

	private final String hours;

	private final int people;

	Shift(String hours, int people) {
		this.hours = hours;
		this.people = people;
	}

	String describe() {
		return this.people + " people from " + this.hours;
	}

}
