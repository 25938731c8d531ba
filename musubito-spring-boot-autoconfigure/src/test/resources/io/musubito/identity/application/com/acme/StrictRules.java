package com.acme;

public class StrictRules extends DefaultRules {

	@Override
	protected String mark(String text) {
		return text + "!";
	}

}
