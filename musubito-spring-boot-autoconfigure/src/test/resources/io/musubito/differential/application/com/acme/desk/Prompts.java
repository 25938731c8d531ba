package com.acme.desk;

public interface Prompts {

	String CLASSIFY = "Classify this ticket: %s";

	String LANGUAGE = "Answer in " + "English.";

	String RULES = """
			Never promise money.
			Always name the ticket.
			""";

}
