package com.acme;

public class Context {

	private String reader;

	private int age;

}
