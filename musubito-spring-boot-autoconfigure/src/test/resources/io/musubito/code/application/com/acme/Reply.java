package com.acme;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

public class Reply {

	@JsonPropertyDescription("the answer in one sentence")
	private String answer;

	private int confidence;

	public String getAnswer() {
		return this.answer;
	}

	public void setAnswer(String answer) {
		this.answer = answer;
	}

	public String shout() {
		return this.answer + "!";
	}

}
