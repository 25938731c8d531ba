package com.acme.desk;

class WordTranslator implements Translator {

	private final String from;

	private final String to;

	WordTranslator(String from, String to) {
		this.from = from;
		this.to = to;
	}

	@Override
	public String translate(String text) {
		return text.replace(this.from, this.to);
	}

}
