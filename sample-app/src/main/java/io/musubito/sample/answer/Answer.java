package io.musubito.sample.answer;

import java.util.List;

/**
 * An answer as the customer sees it.
 *
 * @param text the text
 * @param sources the documents that it is taken from
 * @param problems what the validation found
 */
public record Answer(String text, List<String> sources, List<String> problems) {

	public Answer {
		sources = List.copyOf(sources);
		problems = List.copyOf(problems);
	}

}
