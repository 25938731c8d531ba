package com.acme.desk;

import org.springframework.stereotype.Component;

@Component("brief")
class BriefTone implements Tone {

	private static final int LENGTH = 12;

	@Override
	public String apply(String text) {
		return (text.length() > LENGTH) ? text.substring(0, LENGTH) : text;
	}

	@Override
	public String sign(String text, String name) {
		return text + "/" + name.charAt(0);
	}

}
