package io.musubito.sample.answer;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValidatorTests {

	private static final List<Passage> PASSAGES = List.of(new Passage("billing", "It costs nothing."));

	private final Validator validator = new Validator(40);

	@Test
	void findsNothingWrongWithAGoodDraft() {
		assertThat(problems("It costs nothing. [billing]")).isEmpty();
	}

	@Test
	void namesAnUnknownSource() {
		assertThat(problems("It is free. [rumour]")).containsExactly("Names a source that was not given: rumour.");
	}

	@Test
	void findsADraftTooLongOrEmpty() {
		assertThat(problems("x".repeat(41))).containsExactly("Longer than 40 characters.");
		assertThat(problems(" ")).containsExactly("The model wrote nothing.");
	}

	private List<String> problems(String draft) {
		return this.validator.validate(new Draft(draft), PASSAGES).problems();
	}

}
