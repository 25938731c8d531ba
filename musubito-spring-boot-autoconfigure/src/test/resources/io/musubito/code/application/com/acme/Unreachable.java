package com.acme;

final class Unreachable {

	static String text() {
		return "nobody asks";
	}

}
