package com.acme;

public record Question(String text, Context context) {

	public boolean isLong() {
		return this.text.length() > 100;
	}

}
