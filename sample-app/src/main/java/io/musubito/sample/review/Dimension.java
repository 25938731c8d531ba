package io.musubito.sample.review;

import java.util.List;

/**
 * One way to look at a change, and the part of the change that it is worth looking at in
 * that way. What is not in the part can change without a new investigation.
 *
 * @param name its name
 * @param question what to find out
 * @param hunks where to look
 */
record Dimension(String name, String question, List<Hunk> hunks) {

	Dimension {
		hunks = List.copyOf(hunks);
	}

	/**
	 * Whether a finding is about what was looked at. Models make up lines.
	 * @param finding the finding
	 * @return whether its line is in one of the hunks
	 */
	boolean shows(Finding finding) {
		return this.hunks.stream().anyMatch((hunk) -> hunk.file().equals(finding.file()) && hunk.shows(finding.line()));
	}

}
