package io.musubito.sample.answer;

import java.util.List;

/**
 * What is wrong with a draft.
 *
 * @param problems one sentence each; empty for a good draft
 */
record Validation(List<String> problems) {

	Validation {
		problems = List.copyOf(problems);
	}

}
