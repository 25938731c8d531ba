package io.musubito.artifact;

import java.util.Map;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * Finds what JSON that was written by hand leaves out, which would be {@code null} or
 * zero without anybody having said so, and what of it would be lost.
 */
final class MissingProperties {

	private MissingProperties() {
	}

	static void check(JsonNode given, JsonNode stored, JavaType type) {
		check(given, stored, type, "$");
	}

	private static void check(JsonNode given, JsonNode stored, JavaType type, String path) {
		if (given.isObject() && stored.isObject()) {
			for (Map.Entry<String, JsonNode> property : stored.properties()) {
				String name = path + "." + property.getKey();
				JsonNode value = given.get(property.getKey());
				if (value == null) {
					throw ArtifactFormatException.missing(type, name);
				}
				check(value, property.getValue(), type, name);
			}
		}
		else if (stored.isNull() != given.isNull() || given.size() != stored.size()) {
			throw ArtifactFormatException.lost(type, path);
		}
		else if (given.isArray() && stored.isArray()) {
			for (int i = 0; i < given.size(); i++) {
				check(given.get(i), stored.get(i), type, path + "[" + i + "]");
			}
		}
	}

}
