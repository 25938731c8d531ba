package com.acme;

public class LooseRules implements Rules {

	@Override
	public String apply(String text) {
		return text + "~";
	}

}
