package io.musubito.sample.answer;

import io.musubito.MusubitoStep;

import org.springframework.stereotype.Component;

/**
 * Turns a draft into what the customer sees.
 */
@Component
class Formatter {

	@MusubitoStep(name = "format")
	Answer format(Draft draft, Validation validation) {
		return new Answer(Sources.removedFrom(draft.text()).strip(), Sources.in(draft.text()), validation.problems());
	}

}
