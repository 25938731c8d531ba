package com.acme;

public abstract class BaseWriter<Q> {

	protected String prepare(Q question) {
		return "[" + describe(question) + "]";
	}

	protected abstract String describe(Q question);

}
