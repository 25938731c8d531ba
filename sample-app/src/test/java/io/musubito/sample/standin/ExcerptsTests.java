package io.musubito.sample.standin;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExcerptsTests {

	@Test
	void listsTheConstraintsOfAQuestion() {
		assertThat(Excerpts.answer("List the constraints.\n\nQuestion:\nHow do I restore a folder, in at most three "
				+ "steps and without the desktop app?"))
			.isEqualTo("- in at most three steps\n- without the desktop app");
	}

	@Test
	void saysWhenAQuestionHasNoConstraints() {
		assertThat(Excerpts.answer("List the constraints.\n\nQuestion:\nWhat does it cost?")).isEqualTo("- none");
	}

	@Test
	void leavesOutWhatAConstraintForbids() {
		assertThat(Excerpts.answer("""
				Question:
				How do I restore a folder without the desktop app?

				Constraints:
				- without the desktop app

				Passages:
				[restore] In the desktop app, open the folder and choose restore.
				In the web console, choose the folder and press restore.
				""")).isEqualTo("In the web console, choose the folder and press restore. [restore]");
	}

	@Test
	void takesTheSmallestLimit() {
		assertThat(Excerpts.answer("""
				Answer in at most 2 sentences.

				Question:
				What about apples?

				Constraints:
				- no more than one sentence

				Passages:
				[fruit] Apples grow on trees. Apples are red. Apples fall.
				""")).isEqualTo("Apples grow on trees. [fruit]");
	}

	@Test
	void saysWhenThePassagesDoNotHelp() {
		assertThat(Excerpts.answer("Question:\nWhat about pears?\n\nPassages:\n[fruit] Apples grow on trees."))
			.isEqualTo("The passages don't say.");
	}

}
