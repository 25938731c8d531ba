package com.acme;

final class Farther {

	static String away() {
		return "far away";
	}

}
