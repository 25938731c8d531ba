package com.acme.desk;

import com.fasterxml.jackson.annotation.JsonProperty;

public record Card(String title, int amount, @JsonProperty("to") String recipient, Priority priority) {

	public String getShown() {
		return this.title + " for " + this.recipient;
	}

}
