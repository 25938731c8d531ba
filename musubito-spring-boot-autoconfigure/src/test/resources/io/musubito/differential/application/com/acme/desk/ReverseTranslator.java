package com.acme.desk;

class ReverseTranslator implements Translator {

	ReverseTranslator(String from, String to) {
	}

	@Override
	public String translate(String text) {
		return new StringBuilder(text).reverse().toString();
	}

}
