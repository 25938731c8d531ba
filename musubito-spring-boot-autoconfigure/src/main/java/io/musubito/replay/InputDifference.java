package io.musubito.replay;

import java.util.ArrayList;
import java.util.List;

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
		JsonDifference.find(before, after, MAX_CHANGES)
			.forEach((found) -> difference.add(found.path(), found.before(), found.after()));
		return difference.changes;
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

}
