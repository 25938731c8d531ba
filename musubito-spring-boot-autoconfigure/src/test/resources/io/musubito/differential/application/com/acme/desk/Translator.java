package com.acme.desk;

public interface Translator {

	String translate(String text);

}
