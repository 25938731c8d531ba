package com.acme.desk;

import org.springframework.stereotype.Component;

@Component
public class Mood {

	private volatile String name = "calm";

	private boolean loud;

	public void setName(String name) {
		this.name = name;
	}

	public void setLoud(boolean loud) {
		this.loud = loud;
	}

	String describe() {
		return this.loud ? this.name.toUpperCase() : this.name;
	}

}
