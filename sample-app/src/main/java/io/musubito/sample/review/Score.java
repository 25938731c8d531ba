package io.musubito.sample.review;

import java.util.List;

/**
 * All findings and what they add up to.
 *
 * @param points the more, the worse
 * @param findings the findings, the worst first
 */
record Score(int points, List<Finding> findings) {

	Score {
		findings = List.copyOf(findings);
	}

}
