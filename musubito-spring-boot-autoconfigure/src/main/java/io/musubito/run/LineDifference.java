package io.musubito.run;

import java.util.ArrayList;
import java.util.List;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.musubito.WordChange;
import io.musubito.run.NodeDiff.Line;

/**
 * Compares two texts line by line.
 */
final class LineDifference {

	private LineDifference() {
	}

	/**
	 * All lines of both texts.
	 * @return in their order, what was removed before what was added in its place
	 */
	static List<Line> find(String before, String after) {
		List<String> one = before.lines().toList();
		List<String> other = after.lines().toList();
		List<Line> lines = new ArrayList<>();
		int next = 0;
		for (AbstractDelta<String> delta : DiffUtils.diff(one, other).getDeltas()) {
			int start = delta.getSource().getPosition();
			add(lines, WordChange.Kind.SAME, one.subList(next, start));
			add(lines, WordChange.Kind.REMOVED, delta.getSource().getLines());
			add(lines, WordChange.Kind.ADDED, delta.getTarget().getLines());
			next = start + delta.getSource().size();
		}
		add(lines, WordChange.Kind.SAME, one.subList(next, one.size()));
		return lines;
	}

	private static void add(List<Line> lines, WordChange.Kind kind, List<String> texts) {
		texts.forEach((text) -> lines.add(new Line(kind, text)));
	}

}
