package io.musubito.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.musubito.Change;
import io.musubito.artifact.OwnJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The places in which the canonical inputs of two calls differ.
 */
final class InputDifference {

	// Beyond, the search would take longer than it is worth
	private static final int MAX_JSON_LENGTH = 1 << 20;

	private static final int MAX_CHANGES = 100;

	private static final int SHOWN_LENGTH = 80;

	private static final int SHOWN_NAME_LENGTH = 60;

	private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*");

	private static final JsonMapper MAPPER = new JsonMapper(OwnJson.factory());

	private final List<Change> changes = new ArrayList<>();

	private final String component;

	private InputDifference(String component) {
		this.component = component;
	}

	static @Nullable JsonNode parse(@Nullable String inputs) {
		if (inputs == null || inputs.length() > MAX_JSON_LENGTH) {
			return null;
		}
		try {
			return MAPPER.readTree(inputs);
		}
		catch (JacksonException ex) {
			// Kept by hand or damaged: the hashes still tell that it differs
			return null;
		}
	}

	/**
	 * Compares one input.
	 * @return the changes, empty when the difference can't be seen in the JSON
	 */
	static List<Change> find(String component, @Nullable JsonNode before, @Nullable JsonNode after) {
		InputDifference difference = new InputDifference(component);
		difference.compare("$", before, after);
		return difference.changes;
	}

	private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
		if (this.changes.size() >= MAX_CHANGES || (before != null && before.equals(after))) {
			return;
		}
		if (before != null && after != null && before.isObject() && after.isObject()) {
			compareObjects(path, before, after);
		}
		else if (before != null && after != null && before.isArray() && after.isArray()) {
			compareArrays(path, before, after);
		}
		else if (before != null || after != null) {
			add(path, before, after);
		}
	}

	private void compareObjects(String path, JsonNode before, JsonNode after) {
		Set<String> names = new LinkedHashSet<>(before.propertyNames());
		names.addAll(after.propertyNames());
		for (String name : names) {
			compare(path + step(name), before.get(name), after.get(name));
		}
	}

	// What is equal at both ends is left out, so that one more element is one change
	private void compareArrays(String path, JsonNode before, JsonNode after) {
		int start = 0;
		int endBefore = before.size();
		int endAfter = after.size();
		while (start < endBefore && start < endAfter && before.get(start).equals(after.get(start))) {
			start++;
		}
		while (endBefore > start && endAfter > start && before.get(endBefore - 1).equals(after.get(endAfter - 1))) {
			endBefore--;
			endAfter--;
		}
		for (int i = start; i < Math.max(endBefore, endAfter); i++) {
			compare(path + "[" + i + "]", (i < endBefore) ? before.get(i) : null, (i < endAfter) ? after.get(i) : null);
		}
	}

	private void add(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
		boolean texts = before != null && after != null && before.isString() && after.isString();
		String one = text(before, texts);
		String other = text(after, texts);
		int difference = (one != null && other != null) ? Shortened.firstDifference(one, other) : 0;
		this.changes.add(new Change((path.equals("$")) ? this.component : this.component + " " + path,
				(one != null) ? Shortened.around(difference, one, SHOWN_LENGTH) : null,
				(other != null) ? Shortened.around(difference, other, SHOWN_LENGTH) : null));
	}

	// "1" and 1 must be told apart, but two texts need no quotes
	private static @Nullable String text(@Nullable JsonNode node, boolean texts) {
		if (node == null) {
			return null;
		}
		return (texts) ? node.stringValue() : node.toString();
	}

	private static String step(String name) {
		return (PLAIN_NAME.matcher(name).matches()) ? "." + Shortened.text(name, SHOWN_NAME_LENGTH)
				: "['" + Shortened.text(name, SHOWN_NAME_LENGTH) + "']";
	}

}
