package com.acme.desk;

abstract class AbstractTone implements Tone {

	protected String opening = "Dear";

	protected final int indent;

	AbstractTone(int indent) {
		this.indent = indent;
	}

	@Override
	public String apply(String text) {
		return ".".repeat(this.indent) + this.opening + " " + polish(text);
	}

	protected abstract String polish(String text);

}
