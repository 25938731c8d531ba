package com.acme;

import org.springframework.ai.tool.annotation.Tool;

public class StrictRules extends DefaultRules {

	@Tool(description = "Counts the words of a text")
	public int count(String text) {
		return text.split(" ").length;
	}

	@Override
	protected String mark(String text) {
		return text + "!";
	}

}
