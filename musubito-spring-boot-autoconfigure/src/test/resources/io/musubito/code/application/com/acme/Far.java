package com.acme;

final class Far {

	static String away() {
		return Farther.away();
	}

}
