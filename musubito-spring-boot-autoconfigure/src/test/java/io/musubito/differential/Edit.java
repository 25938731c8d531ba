package io.musubito.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A change of an application in one place.
 *
 * @param kind what kind of change it is
 * @param neutral whether the application stays the same for whoever reads it
 * @param replacements what is replaced, all in the text before the edit
 */
record Edit(String kind, boolean neutral, List<Replacement> replacements) {

	static Edit semantic(String kind, String file, long start, long end, String text) {
		return new Edit(kind, false, List.of(new Replacement(file, (int) start, (int) end, text)));
	}

	static Edit neutral(String kind, String file, long start, long end, String text) {
		return new Edit(kind, true, List.of(new Replacement(file, (int) start, (int) end, text)));
	}

	/**
	 * Replaces the only occurrence of a text.
	 */
	static Edit replace(String kind, Sources sources, String file, String from, String to) {
		int start = sources.get(file).indexOf(from);
		if (start < 0 || start != sources.get(file).lastIndexOf(from)) {
			throw new IllegalArgumentException(file + " does not have '" + from + "' once");
		}
		return semantic(kind, file, start, start + from.length(), to);
	}

	Edit and(Edit other) {
		List<Replacement> both = new ArrayList<>(this.replacements);
		both.addAll(other.replacements);
		return new Edit(this.kind, this.neutral, both);
	}

	Edit asNeutral() {
		return new Edit(this.kind, true, this.replacements);
	}

	Sources apply(Sources sources) {
		Sources edited = sources;
		List<Replacement> fromTheEnd = new ArrayList<>(this.replacements);
		fromTheEnd.sort(Comparator.comparing(Replacement::file).thenComparing(Replacement::start).reversed());
		for (Replacement replacement : fromTheEnd) {
			String before = edited.files().getOrDefault(replacement.file(), "");
			edited = edited.with(replacement.file(), before.substring(0, replacement.start()) + replacement.text()
					+ before.substring(replacement.end()));
		}
		return edited;
	}

	String describe(Sources sources) {
		StringBuilder text = new StringBuilder(this.kind);
		for (Replacement replacement : this.replacements) {
			String before = sources.files().getOrDefault(replacement.file(), "");
			long line = before.substring(0, replacement.start()).lines().count();
			text.append("\n    ")
				.append(replacement.file())
				.append(':')
				.append(Math.max(1, line))
				.append(": ")
				.append(shorten(before.substring(replacement.start(), replacement.end())))
				.append(" -> ")
				.append(shorten(replacement.text()));
		}
		return text.toString();
	}

	private static String shorten(String text) {
		String line = text.replaceAll("\\s+", " ");
		return (line.length() <= 100) ? line : line.substring(0, 100) + "...";
	}

	record Replacement(String file, int start, int end, String text) {

	}

}
