package io.musubito.sample.review;

import java.util.List;

/**
 * What was found in one dimension.
 *
 * @param findings the findings; empty when all is well
 */
record Investigation(List<Finding> findings) {

	Investigation {
		findings = List.copyOf(findings);
	}

}
