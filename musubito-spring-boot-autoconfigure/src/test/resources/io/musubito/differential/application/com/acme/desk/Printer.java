package com.acme.desk;

import io.musubito.MusubitoStep;

public class Printer {

	private final String paper;

	private final int copies;

	Printer(String paper, int copies) {
		this.paper = paper;
		this.copies = copies;
	}

	@MusubitoStep(name = "print")
	public String print(String text) {
		return this.copies + " x " + this.paper + ": " + text;
	}

}
