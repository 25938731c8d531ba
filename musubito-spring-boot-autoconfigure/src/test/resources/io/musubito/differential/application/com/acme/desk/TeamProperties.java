package com.acme.desk;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("desk.team")
public class TeamProperties {

	private int size = 1;

	private String name = "nobody";

	private String motto = "We answer.";

	public int getSize() {
		return this.size;
	}

	public void setSize(int size) {
		this.size = size;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public String getMotto() {
		return this.motto;
	}

	public void setMotto(String motto) {
		this.motto = motto;
	}

}
