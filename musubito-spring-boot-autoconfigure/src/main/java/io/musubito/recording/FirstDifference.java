package io.musubito.recording;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where the inputs of two calls first differ, for people.
 */
final class FirstDifference {

	private static final int SHOWN = 60;

	private FirstDifference() {
	}

	/**
	 * Compares the inputs of a call with those that are recorded.
	 */
	static String of(Scrubber scrubber, RecordedNode recorded, @Nullable String inputs) {
		String test = (recorded.tests().isEmpty()) ? "" : ", recorded for " + recorded.tests().first();
		if (recorded.inputs() == null || inputs == null) {
			return "key " + recorded.key().substring(0, 12) + test + "; inputs are not kept, so that only hashes tell "
					+ "what differs.";
		}
		List<String> before = lines(recorded.inputs());
		List<String> after = lines(inputs);
		for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
			String one = (i < before.size()) ? before.get(i) : null;
			String other = (i < after.size()) ? after.get(i) : null;
			if (one == null || !one.equals(other)) {
				int at = differsAt(one, other);
				return "of its inputs line " + (i + 1) + " differs first" + test + ".\n  recorded: "
						+ shown(scrubber, one, at) + "\n  now:      " + shown(scrubber, other, at);
			}
		}
		return "it has the same inputs" + test + "; what differs is said above.";
	}

	/**
	 * How many lines two inputs have in common at their beginning.
	 */
	static int commonLines(@Nullable String before, @Nullable String after) {
		if (before == null || after == null) {
			return 0;
		}
		List<String> one = lines(before);
		List<String> other = lines(after);
		int common = 0;
		while (common < Math.min(one.size(), other.size()) && one.get(common).equals(other.get(common))) {
			common++;
		}
		return common;
	}

	/**
	 * The first line of inputs.
	 */
	static String excerpt(Scrubber scrubber, @Nullable String inputs) {
		if (inputs == null) {
			return "";
		}
		List<String> lines = lines(inputs);
		return lines.isEmpty() ? "" : ": " + shown(scrubber, lines.get(0), 0);
	}

	private static List<String> lines(String inputs) {
		try {
			return JsonText.lines("input", JsonText.MAPPER.readTree(inputs));
		}
		catch (JacksonException ex) {
			return inputs.lines().toList();
		}
	}

	private static int differsAt(@Nullable String one, @Nullable String other) {
		if (one == null || other == null) {
			return 0;
		}
		int at = 0;
		while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
			at++;
		}
		return at;
	}

	/**
	 * The words around a difference.
	 */
	private static String shown(Scrubber scrubber, @Nullable String line, int at) {
		if (line == null) {
			return "(no such line)";
		}
		String scrubbed = scrubber.scrub(line, List.of());
		int from = Math.max(0, scrubbed.lastIndexOf(' ', Math.max(0, at - SHOWN / 2)));
		int to = Math.min(scrubbed.length(), Math.max(at, from) + SHOWN);
		from = Math.min(from, to);
		return ((from > 0) ? "…" : "") + scrubbed.substring(from, to).strip() + ((to < scrubbed.length()) ? "…" : "");
	}

}
