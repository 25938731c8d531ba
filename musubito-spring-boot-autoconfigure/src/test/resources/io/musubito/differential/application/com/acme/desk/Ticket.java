package com.acme.desk;

import java.util.List;

public record Ticket(int number, String text, Customer customer, List<String> tags) {

	public Ticket {
		text = text.strip();
		tags = List.copyOf(tags);
	}

	boolean urgent() {
		return this.tags.contains("urgent") || this.text.endsWith("!");
	}

}
