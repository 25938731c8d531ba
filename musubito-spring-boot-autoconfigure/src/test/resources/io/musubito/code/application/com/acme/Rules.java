package com.acme;

public interface Rules {

	String apply(String text);

}
