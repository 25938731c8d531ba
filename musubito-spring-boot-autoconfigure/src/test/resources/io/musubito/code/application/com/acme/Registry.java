package com.acme;

import java.util.ArrayList;
import java.util.List;

final class Registry {

	private static final List<String> NAMES = new ArrayList<>();

	static void register(String name) {
		NAMES.add(name);
	}

}
