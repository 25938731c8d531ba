package io.musubito.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * Fails where a call takes many times as much more than its bare counterpart as it
 * usually does. It never looks at an absolute time. The bounds are about three times of
 * what is usual: noise of other work on the same machine hits both of a pair, and doesn't
 * get there.
 */
public final class RatioCheck {

	private static final Scale SMALL = new Scale(0.2);

	private final List<String> failures = new ArrayList<>();

	private RatioCheck() {
	}

	/**
	 * Measures a few figures in a small size; ends with status 1 where one is above its
	 * bound.
	 * @param args none
	 */
	public static void main(String[] args) throws Exception {
		RatioCheck check = new RatioCheck();
		try (Replays replays = new Replays(1_000, SMALL)) {
			check.verify("replay-1k", replays.againstReads(), 4, 12);
			check.verify("allocation", replays.allocation(), 11_600, 20_000);
		}
		try (FanOut fanOut = new FanOut(SMALL)) {
			check.verify("fan-out", fanOut.ofList(false), 1.3, 4);
		}
		try (FirstExecution executions = new FirstExecution(SMALL)) {
			check.verify("first-execution", executions.byOneThread(), 4, 15);
		}
		try (Invalidation invalidation = new Invalidation(Shape.CHAIN, SMALL)) {
			check.verify("invalidation-chain", invalidation.measure(), 1.3, 4);
		}
		check.failures.forEach(System.err::println);
		System.exit((check.failures.isEmpty()) ? 0 : 1);
	}

	private void verify(String figure, Row row, double usual, double bound) {
		System.out.printf("%s: %s, usual is %s, fails above %s (ours %s, bare %s)%n", row.figure(),
				Row.number(row.median()), Row.number(usual), Row.number(bound), row.ours(), row.bare());
		if (row.median() <= bound) {
			return;
		}
		this.failures
			.add("""

					'%s' has become too slow: the median is %s, and the bound is %s.
					Usual is %s; the bound is so far above that load from outside, which hits both of a pair, doesn't reach it.
					So the code does more than before. Measure this commit and the one before it, and mend what makes the \
					difference:
					  mvn -B -q -ntp -Pjmh -pl musubito-spring-boot-autoconfigure test-compile exec:exec \
					-Djmh.main=io.musubito.benchmark.Performance -Djmh.args=%s
					Raise the bound in RatioCheck only when what is usual has changed on purpose."""
				.formatted(row.figure(), Row.number(row.median()), Row.number(bound), Row.number(usual), figure));
	}

}
