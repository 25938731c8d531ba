package io.musubito.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares JSON by path.
 */
public final class JsonDifference {

	private static final int SHOWN_NAME_LENGTH = 60;

	private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*");

	private final List<Place> found = new ArrayList<>();

	private final int limit;

	private JsonDifference(int limit) {
		this.limit = limit;
	}

	/**
	 * Finds where two values differ.
	 * @param before the one; {@code null} when there is none
	 * @param after the other; {@code null} when there is none
	 * @param limit how many places at the most
	 * @return the places, in the order of {@code before}
	 */
	public static List<Place> find(@Nullable JsonNode before, @Nullable JsonNode after, int limit) {
		JsonDifference difference = new JsonDifference(limit);
		difference.compare("$", before, after);
		return difference.found;
	}

	private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
		if (this.found.size() >= this.limit || (before != null && before.equals(after))) {
			return;
		}
		if (before != null && after != null && before.isObject() && after.isObject()) {
			compareObjects(path, before, after);
		}
		else if (before != null && after != null && before.isArray() && after.isArray()) {
			compareArrays(path, before, after);
		}
		else if (before != null || after != null) {
			this.found.add(new Place(path, before, after));
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

	private static String step(String name) {
		return (PLAIN_NAME.matcher(name).matches()) ? "." + Shortened.text(name, SHOWN_NAME_LENGTH)
				: "['" + Shortened.text(name, SHOWN_NAME_LENGTH) + "']";
	}

	/**
	 * A place where two values differ.
	 *
	 * @param path the path, {@code $} for the whole
	 * @param before what is there in the one; {@code null} for nothing
	 * @param after what is there in the other; {@code null} for nothing
	 */
	public record Place(String path, @Nullable JsonNode before, @Nullable JsonNode after) {

	}

}
