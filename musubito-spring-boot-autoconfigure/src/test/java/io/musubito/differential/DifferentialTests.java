package io.musubito.differential;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.musubito.StepView;
import io.musubito.differential.Laboratory.Finding;
import io.musubito.testing.TimeLimit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application is changed at random in one place, compiled and started on the store
 * that it had before the change. It has to answer as it does without a store.
 * {@code -Dmusubito.test.changes=<number>} makes it longer,
 * {@code -Dmusubito.test.seed=<number>} makes it another,
 * {@code -Dmusubito.test.change=<number>} only one change of it,
 * {@code -Dmusubito.test.kind=<regular expression>} restricts it to kinds.
 */
@Tag("slow")
@Timeout(300)
class DifferentialTests {

	private static final int CHANGES = Integer.getInteger("musubito.test.changes", 60);

	private static final long SEED = Long.getLong("musubito.test.seed", 11);

	private static final int ONLY = Integer.getInteger("musubito.test.change", -1);

	private static final String KINDS = System.getProperty("musubito.test.kind", ".*");

	private static final int LEAST_KINDS = 35;

	@TempDir
	private static Path directory;

	private static Laboratory laboratory;

	private final List<String> wrong = new ArrayList<>();

	private final List<String> needlessAfterNeutral = new ArrayList<>();

	private final SortedSet<String> refused = new TreeSet<>();

	private final Map<String, Integer> tried = new TreeMap<>();

	private final Counts neutral = new Counts();

	private final Counts semantic = new Counts();

	@BeforeAll
	static void startUnchanged() throws Exception {
		laboratory = new Laboratory(Sources.read("application"), directory);
		assertThat(laboratory.without().failure()).isNull();
		assertThat(laboratory.cold().failure()).isNull();
		assertThat(laboratory.warm().failure()).isNull();
	}

	@AfterAll
	static void close() throws Exception {
		laboratory.close();
	}

	@Test
	void theUnchangedApplicationAnswersAsWithoutAStore() {
		assertThat(laboratory.cold().answers()).isEqualTo(laboratory.without().answers());
		assertThat(laboratory.warm().answers()).isEqualTo(laboratory.without().answers());
	}

	@Test
	void theUnchangedApplicationExecutesNothingWhenItIsStartedAgain() {
		assertThat(laboratory.warm().executed()).isEmpty();
	}

	@Test
	void changedAtRandomItAnswersAsWithoutAStore() throws Exception {
		Catalogue catalogue = laboratory.catalogue();
		List<String> kinds = new ArrayList<>(catalogue.kinds());
		kinds.removeIf((kind) -> !kind.matches(KINDS));
		Collections.shuffle(kinds, new Random(SEED));
		try (TimeLimit limit = TimeLimit.of(CHANGES, Duration.ofSeconds(15))) {
			for (int i = 0; i < CHANGES; i++) {
				if (ONLY < 0 || ONLY == i) {
					String kind = kinds.get(i % kinds.size());
					Finding finding = laboratory.change(catalogue.of(kind), new Random(SEED + i * 7919L));
					if (finding != null) {
						judge(i, finding);
					}
				}
			}
		}
		report();
		assertThat(this.wrong).as("wrong replays, seed %s", SEED).isEmpty();
		assertThat(this.needlessAfterNeutral).as("executed after neutral changes, seed %s", SEED).isEmpty();
		assertThat(this.tried.size()).as("kinds").isGreaterThanOrEqualTo(Math.min(LEAST_KINDS, kinds.size()));
	}

	private void judge(int number, Finding finding) {
		this.tried.merge(finding.edit().kind(), 1, Integer::sum);
		String change = "change " + number + ": " + finding.edit().describe(laboratory.sources());
		if (!finding.on().started()) {
			this.refused.add(change + "\n    " + finding.on().whyNot());
			return;
		}
		finding.on()
			.answers()
			.values()
			.stream()
			.filter((answer) -> answer.startsWith(Answers.REFUSED))
			.forEach(this.refused::add);
		for (String wrong : finding.wrong()) {
			this.wrong.add(change + "\n    " + wrong);
		}
		Counts counts = finding.edit().neutral() ? this.neutral : this.semantic;
		int needless = laboratory.needless(finding);
		counts.add(finding.on().calls(), finding.on().executed().size(), needless);
		if (finding.edit().neutral() && needless > 0) {
			this.needlessAfterNeutral.add(change + "\n    " + executed(finding));
		}
	}

	private static List<String> executed(Finding finding) {
		return finding.on().executed().stream().map((StepView step) -> step.operation() + " " + step.why()).toList();
	}

	private void report() {
		System.out.println((this.neutral.changes + this.semantic.changes) + " changes of " + this.tried.size()
				+ " kinds, seed " + SEED + ": " + this.wrong.size() + " wrong answers");
		System.out.println("  neutral: " + this.neutral);
		System.out.println("  others:  " + this.semantic);
		System.out.println("  refused: " + this.refused.size());
		this.wrong.forEach((line) -> System.out.println("  WRONG " + line));
		this.needlessAfterNeutral.forEach((line) -> System.out.println("  NEEDLESS " + line));
		if (Boolean.getBoolean("musubito.test.verbose")) {
			System.out.println("  kinds: " + this.tried);
			this.refused.forEach((line) -> System.out.println("  refused: " + line));
		}
	}

	private static final class Counts {

		private int changes;

		private int calls;

		private int executed;

		private int needless;

		void add(int calls, int executed, int needless) {
			this.changes++;
			this.calls += calls;
			this.executed += executed;
			this.needless += needless;
		}

		@Override
		public String toString() {
			return this.changes + " changes, " + this.calls + " calls of steps, " + this.executed + " executed, "
					+ this.needless + " needlessly (" + percent(this.needless, this.calls) + " %)";
		}

		private static String percent(int part, int whole) {
			return String.valueOf(Math.round(1000.0 * part / Math.max(1, whole)) / 10.0);
		}

	}

}
