package io.musubito.ai;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import io.musubito.CodeBoundary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CodeQuestionsTests {

	private static final List<String> ASKED = List.of("a thread local (com.acme.Model#call)",
			"random numbers (com.acme.Model#call)", "the clock (com.acme.Model#call)",
			"the network (com.acme.Model#call)");

	@Test
	void whatTheAnswerOfAnyModelDependsOnIsNotUnseen() {
		assertThat(unseen(CodeQuestions.MODEL, ASKED)).containsExactly(ASKED.get(0));
		assertThat(note(CodeQuestions.MODEL, ASKED.subList(1, 4)).unseen()).isEmpty();
	}

	@Test
	void ofToolsItIs() {
		assertThat(unseen("tool 'price'", ASKED)).containsExactlyElementsOf(ASKED);
	}

	private static SortedSet<String> unseen(String subject, List<String> surroundings) {
		return note(subject, surroundings).unseen().get(subject).surroundings();
	}

	private static CodeQuestions note(String subject, List<String> surroundings) {
		SortedSet<String> none = Collections.emptySortedSet();
		CodeQuestions questions = new CodeQuestions();
		questions.about(subject);
		questions.noteUnseen(new CodeBoundary(none, none, none, new TreeSet<>(surroundings), none, none));
		return questions;
	}

}
