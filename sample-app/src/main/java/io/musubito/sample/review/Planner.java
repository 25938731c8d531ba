package io.musubito.sample.review;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.musubito.MusubitoStep;

import org.springframework.stereotype.Component;

/**
 * Says which dimensions matter for a change, and for which of its hunks.
 */
@Component
class Planner {

	private static final Pattern EXPOSED = Pattern
		.compile("(?i)\\b(select|insert|update|delete)\\b.+\\b(from|into|set)\\b"
				+ "|@\\w*Mapping|\\bFiles?\\.|\\bProcess|\\bObjectInputStream|password|secret|token|credential");

	private static final Pattern REPEATED = Pattern
		.compile("\\b(for|while) ?\\(|\\.(stream|forEach)\\(|(?i:\\bselect\\b)|\\b(find|read)All|\\bsynchronized\\b");

	private static final int LONG = 8;

	@MusubitoStep(name = "dimensions")
	List<Dimension> dimensions(Diff diff) {
		Predicate<Hunk> all = (hunk) -> true;
		boolean testsOnly = diff.hunks().stream().allMatch(Hunk::isTest);
		return Stream
			.of(dimension("correctness",
					"What fails or gives a wrong result: null, nothing, too much, concurrency, resources left open?",
					diff, all),
					dimension("security", "What lets somebody read, change or execute what he must not?", diff,
							(hunk) -> !hunk.isTest() && hunk.changes(EXPOSED)),
					dimension("performance", "What gets slow or big with more data: queries, loops, memory?", diff,
							(hunk) -> !hunk.isTest() && hunk.changes(REPEATED)),
					dimension("readability", "What will the next reader misunderstand?", diff,
							(hunk) -> hunk.added() >= LONG),
					dimension("tests", "Which new behaviour has no test in this change?", diff, (hunk) -> !testsOnly))
			.filter((dimension) -> !dimension.hunks().isEmpty())
			.toList();
	}

	private static Dimension dimension(String name, String question, Diff diff, Predicate<Hunk> matters) {
		return new Dimension(name, question, diff.hunks().stream().filter(matters).toList());
	}

}
