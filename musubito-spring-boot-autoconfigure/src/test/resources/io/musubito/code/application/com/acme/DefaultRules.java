package com.acme;

public class DefaultRules implements Rules {

	@Override
	public String apply(String text) {
		return mark(text);
	}

	protected String mark(String text) {
		return text + ".";
	}

}
