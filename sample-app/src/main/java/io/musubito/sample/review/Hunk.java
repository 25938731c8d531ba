package io.musubito.sample.review;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A part of a file that was changed.
 *
 * @param file the path of the file
 * @param lines the changed lines with some around them, in order
 */
record Hunk(String file, List<Line> lines) {

	private static final Pattern TEST = Pattern.compile("(^|/)(test|tests)/");

	Hunk {
		lines = List.copyOf(lines);
	}

	boolean isTest() {
		return TEST.matcher(this.file).find();
	}

	/**
	 * Whether a changed line has something.
	 * @param pattern what to look for
	 * @return whether it was found in a line that was added or removed
	 */
	boolean changes(Pattern pattern) {
		return this.lines.stream()
			.filter((line) -> line.change() != Line.Change.NONE)
			.anyMatch((line) -> pattern.matcher(line.text()).find());
	}

	long added() {
		return this.lines.stream().filter((line) -> line.change() == Line.Change.ADDED).count();
	}

	/**
	 * Whether a line is shown here.
	 * @param number the number of the line in the new file
	 * @return whether it is
	 */
	boolean shows(int number) {
		return this.lines.stream().anyMatch((line) -> line.number() == number && line.change() != Line.Change.REMOVED);
	}

	/**
	 * The hunk as a model reads it.
	 * @return the name of the file and the numbered lines
	 */
	String numbered() {
		return this.lines.stream()
			.map(Line::numbered)
			.collect(Collectors.joining("\n", "File " + this.file + "\n", "\n"));
	}

}
