package io.musubito.sample.answer;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetrieverTests {

	private static final Passage APPLES = new Passage("apples", "Apples grow on trees.");

	private static final Passage PEARS = new Passage("pears", "Pears grow on trees, in orchards.");

	private static final Passage STONES = new Passage("stones", "Stones lie about.");

	private final Retriever retriever = new Retriever();

	@Test
	void findsThePassagesWithMostCommonWords() {
		assertThat(this.retriever.retrieve("Do pears grow in orchards?", List.of(STONES, APPLES, PEARS)))
			.containsExactly(PEARS, APPLES);
	}

	@Test
	void keepsTheOrderOfPassagesThatAreEquallyGood() {
		assertThat(this.retriever.retrieve("Where are trees?", List.of(PEARS, STONES, APPLES))).containsExactly(PEARS,
				APPLES);
	}

}
