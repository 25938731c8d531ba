package io.musubito.sample.review;

import java.util.List;

/**
 * A review as its reader sees it.
 *
 * @param verdict whether the change may be merged
 * @param findings what was found, the worst first
 */
public record Review(Verdict verdict, List<Finding> findings) {

	public Review {
		findings = List.copyOf(findings);
	}

}
