package com.acme.desk;

public interface Tone {

	String MARK = " --";

	String apply(String text);

	default String sign(String text, String name) {
		return text + MARK + " " + name;
	}

}
