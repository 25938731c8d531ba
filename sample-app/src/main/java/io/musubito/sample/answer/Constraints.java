package io.musubito.sample.answer;

import java.util.List;

/**
 * What a question demands of its answer.
 *
 * @param items the constraints, in the order of the question
 */
record Constraints(List<String> items) {

	Constraints {
		items = List.copyOf(items);
	}

}
