package io.musubito.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link QuotaState} as text: a line with the times, one for each process, and one for
 * each step in which something has ended.
 */
final class QuotaText {

	private QuotaText() {
	}

	static String write(QuotaState state) {
		StringBuilder text = new StringBuilder();
		line(text, "time", state.time(), state.wall(), state.heldUntil());
		state.shares()
			.forEach((process, share) -> line(text, "share", process, share.requests(), share.active(), share.tokens(),
					share.used(), share.waiting(), share.need(), share.seen()));
		state.ended().forEach((ended) -> line(text, "ended", ended.at(), ended.requests(), ended.tokens()));
		return text.toString();
	}

	private static void line(StringBuilder text, String kind, Object... fields) {
		text.append(kind);
		for (Object field : fields) {
			text.append(' ').append(field);
		}
		text.append('\n');
	}

	/**
	 * Reads a text.
	 * @throws IllegalArgumentException when it is damaged
	 */
	static QuotaState read(String text) {
		if (text.isEmpty()) {
			return QuotaState.EMPTY;
		}
		QuotaState state = null;
		Map<String, Share> shares = new TreeMap<>();
		List<Ended> ended = new ArrayList<>();
		for (String line : text.lines().toList()) {
			String[] fields = line.split(" ", -1);
			switch (fields[0] + (fields.length - 1)) {
				case "time3" ->
					state = new QuotaState(number(fields[1]), number(fields[2]), number(fields[3]), shares, ended);
				case "share8" -> shares.put(fields[1], new Share(number(fields[2]), number(fields[3]),
						number(fields[4]), number(fields[5]), number(fields[6]), number(fields[7]), number(fields[8])));
				case "ended3" -> ended.add(new Ended(number(fields[1]), number(fields[2]), number(fields[3])));
				default -> throw new IllegalArgumentException("Line '" + line + "' is not known");
			}
		}
		if (state == null) {
			throw new IllegalArgumentException("It has no time");
		}
		return state;
	}

	private static long number(String field) {
		long number = Long.parseLong(field);
		if (number < 0) {
			throw new IllegalArgumentException("Number " + field + " is negative");
		}
		return number;
	}

}
