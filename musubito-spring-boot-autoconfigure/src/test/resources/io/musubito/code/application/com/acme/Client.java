package com.acme;

public interface Client {

	String call(String prompt, Class<?> type);

}
