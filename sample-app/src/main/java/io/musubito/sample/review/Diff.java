package io.musubito.sample.review;

import java.util.List;

/**
 * A change of some files.
 *
 * @param hunks the changed parts, in the order of the diff
 */
record Diff(List<Hunk> hunks) {

	Diff {
		hunks = List.copyOf(hunks);
	}

}
