package io.musubito.sample.review;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.patch.CombinedFileHeader;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.patch.HunkHeader;
import org.eclipse.jgit.patch.Patch;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * The format of {@code git diff}. JGit reads it; what it complains of is refused, as a
 * part that is left out would pass unseen.
 */
final class UnifiedDiff {

	private UnifiedDiff() {
	}

	static Diff parse(String text) {
		// JGit takes the carriage return for a part of a path
		byte[] bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
		Patch patch = new Patch();
		patch.parse(bytes, 0, bytes.length);
		if (!patch.getErrors().isEmpty()) {
			throw new InvalidDiffException("The diff is damaged: " + patch.getErrors().get(0).getMessage() + " (in '"
					+ patch.getErrors().get(0).getLineText().strip() + "'). Send all that 'git diff' prints.");
		}
		List<Hunk> hunks = patch.getFiles().stream().flatMap(UnifiedDiff::hunks).toList();
		if (hunks.isEmpty()) {
			throw new InvalidDiffException("There are no changed lines in what was sent. "
					+ "Send what 'git diff' prints for a change of text files.");
		}
		return new Diff(hunks);
	}

	private static Stream<Hunk> hunks(FileHeader file) {
		if (file instanceof CombinedFileHeader) {
			throw new InvalidDiffException("The diff of '" + file.getNewPath()
					+ "' is one of a merge. Send the difference to one of its parents.");
		}
		String path = (file.getChangeType() == DiffEntry.ChangeType.DELETE) ? file.getOldPath() : file.getNewPath();
		return file.getHunks().stream().map((hunk) -> new Hunk(path, lines(hunk)));
	}

	private static List<Line> lines(HunkHeader hunk) {
		List<Line> lines = new ArrayList<>();
		int number = hunk.getNewStartLine();
		Iterator<String> body = text(hunk).lines().skip(1).iterator();
		while (body.hasNext()) {
			String line = body.next();
			// Some tools remove the blank that an empty line starts with
			char mark = line.isEmpty() ? ' ' : line.charAt(0);
			String content = line.isEmpty() ? line : line.substring(1);
			switch (mark) {
				case ' ' -> lines.add(new Line(Line.Change.NONE, number++, content));
				case '+' -> lines.add(new Line(Line.Change.ADDED, number++, content));
				case '-' -> lines.add(new Line(Line.Change.REMOVED, number, content));
				default -> {
					// "\ No newline at end of file"
				}
			}
		}
		return lines;
	}

	private static String text(HunkHeader hunk) {
		return RawParseUtils.decode(StandardCharsets.UTF_8, hunk.getBuffer(), hunk.getStartOffset(),
				hunk.getEndOffset());
	}

}
