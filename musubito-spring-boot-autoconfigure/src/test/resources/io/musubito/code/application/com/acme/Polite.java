package com.acme;

public interface Polite {

	String PLEASE = String.join(" ", "if", "you", "please");

	default String greeting() {
		return "Dear reader, " + PLEASE;
	}

}
