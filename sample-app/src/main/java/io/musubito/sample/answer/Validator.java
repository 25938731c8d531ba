package io.musubito.sample.answer;

import java.util.ArrayList;
import java.util.List;

import io.musubito.MusubitoStep;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Checks a draft before a customer sees it.
 */
@Component
class Validator {

	private final int maxLength;

	Validator(@Value("${sample.answer.max-length}") int maxLength) {
		this.maxLength = maxLength;
	}

	@MusubitoStep(name = "validate", properties = "sample.answer.max-length")
	Validation validate(Draft draft, List<Passage> passages) {
		List<String> problems = new ArrayList<>();
		if (draft.text().isBlank()) {
			problems.add("The model wrote nothing.");
		}
		if (draft.text().length() > this.maxLength) {
			problems.add("Longer than " + this.maxLength + " characters.");
		}
		problems.addAll(unknownSources(draft, passages));
		return new Validation(problems);
	}

	private List<String> unknownSources(Draft draft, List<Passage> passages) {
		List<String> known = passages.stream().map(Passage::source).toList();
		return Sources.in(draft.text())
			.stream()
			.filter((source) -> !known.contains(source))
			.map((source) -> "Names a source that was not given: " + source + ".")
			.toList();
	}

}
