package com.acme.desk;

@FunctionalInterface
public interface Rule {

	String apply(String text);

	static Rule none() {
		return (text) -> text;
	}

}
