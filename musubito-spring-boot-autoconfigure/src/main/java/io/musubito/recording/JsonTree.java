package io.musubito.recording;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts JSON together again that {@link JsonText} has broken into lines.
 */
final class JsonTree {

	private static final JsonNodeFactory NODES = JsonText.MAPPER.getNodeFactory();

	private @Nullable JsonNode root;

	private @Nullable String lastPlace;

	/**
	 * Adds what one line says.
	 * @param path the place within the value, empty for the value itself
	 * @param value what is there, or the next line of the text that is there
	 * @throws IllegalArgumentException when there is no such place
	 */
	void add(String path, JsonNode value) {
		boolean continued = path.equals(this.lastPlace);
		this.lastPlace = path;
		this.root = put(this.root, path, 0, value, continued);
	}

	/**
	 * The value.
	 * @return the value; {@code null} when nothing was added
	 */
	@Nullable JsonNode root() {
		return this.root;
	}

	private static JsonNode put(@Nullable JsonNode at, String path, int from, JsonNode value, boolean continued) {
		if (from == path.length()) {
			return (at != null) ? join(at, value, continued) : value;
		}
		if (path.charAt(from) == '[' && from + 1 < path.length() && path.charAt(from + 1) != '"') {
			int end = require(path.indexOf(']', from));
			int index = Integer.parseInt(path, from + 1, end, 10);
			ArrayNode array = (at instanceof ArrayNode known) ? known : fresh(at, NODES.arrayNode());
			if (index > array.size()) {
				throw new IllegalArgumentException("element " + index + " follows element " + (array.size() - 1));
			}
			JsonNode element = put((index < array.size()) ? array.get(index) : null, path, end + 1, value, continued);
			if (index < array.size()) {
				array.set(index, element);
			}
			else {
				array.add(element);
			}
			return array;
		}
		ObjectNode object = (at instanceof ObjectNode known) ? known : fresh(at, NODES.objectNode());
		int end = (path.charAt(from) == '[') ? endOfQuoted(path, from + 1) + 1 : endOfPlain(path, from + 1);
		String name = (path.charAt(from) == '[') ? unquoted(path.substring(from + 1, end - 1))
				: path.substring(from + 1, end);
		object.set(name, put(object.get(name), path, end, value, continued));
		return object;
	}

	private static JsonNode join(JsonNode at, JsonNode value, boolean continued) {
		if (!continued || !at.isString() || !value.isString()) {
			throw new IllegalArgumentException("the same place is there twice");
		}
		return NODES.stringNode(at.stringValue() + value.stringValue());
	}

	private static <T extends JsonNode> T fresh(@Nullable JsonNode at, T container) {
		if (at != null) {
			throw new IllegalArgumentException("the same place has values of several kinds");
		}
		return container;
	}

	private static int endOfPlain(String path, int from) {
		int end = from;
		while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
			end++;
		}
		return end;
	}

	private static int endOfQuoted(String path, int from) {
		for (int i = from + 1; i < path.length() - 1; i++) {
			if (path.charAt(i) == '\\') {
				i++;
			}
			else if (path.charAt(i) == '"' && path.charAt(i + 1) == ']') {
				return i + 1;
			}
		}
		throw new IllegalArgumentException("the name of the place has no end");
	}

	private static String unquoted(String quoted) {
		return JsonText.MAPPER.readValue(quoted, String.class);
	}

	private static int require(int end) {
		if (end < 0) {
			throw new IllegalArgumentException("the name of the place has no end");
		}
		return end;
	}

}
