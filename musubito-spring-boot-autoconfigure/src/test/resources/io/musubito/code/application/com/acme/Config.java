package com.acme;

public class Config {

	private final String model = "small";

	public Client client() {
		String system = "You are a helpful assistant.";
		return (prompt, type) -> system() + system + prompt + type.getName();
	}

	private String system() {
		return this.model + " model";
	}

	public String unrelated() {
		return "unrelated bean";
	}

}
