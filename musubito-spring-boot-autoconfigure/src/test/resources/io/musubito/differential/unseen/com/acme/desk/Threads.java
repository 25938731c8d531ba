package com.acme.desk;

final class Threads {

	private static final ThreadLocal<String> NAME = new ThreadLocal<>();

	private Threads() {
	}

	static void enter(String name) {
		NAME.set(name);
	}

	static String current() {
		return NAME.get();
	}

}
