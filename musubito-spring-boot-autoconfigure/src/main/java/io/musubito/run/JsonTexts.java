package io.musubito.run;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The texts and numbers in JSON.
 */
final class JsonTexts {

	private static final int MAX = 2_000;

	private JsonTexts() {
	}

	static Set<String> of(@Nullable JsonNode node) {
		Set<String> texts = new HashSet<>();
		add(node, texts);
		return texts;
	}

	private static void add(@Nullable JsonNode node, Set<String> texts) {
		if (node == null || texts.size() >= MAX) {
			return;
		}
		if (node.isContainer()) {
			node.forEach((child) -> add(child, texts));
		}
		else {
			texts.add(node.asString());
		}
	}

}
