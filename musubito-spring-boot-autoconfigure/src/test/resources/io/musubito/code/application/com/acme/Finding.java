package com.acme;

public record Finding(String rule, int line) {

	public String unused() {
		return this.rule + this.line;
	}

}
