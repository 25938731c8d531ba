package com.acme.desk;

public final class Hidden {

	private Hidden() {
	}

	public static String answer() {
		return "hidden";
	}

}
