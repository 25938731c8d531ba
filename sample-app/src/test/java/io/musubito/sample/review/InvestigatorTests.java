package io.musubito.sample.review;

import java.util.ArrayList;
import java.util.List;

import io.musubito.sample.prompt.Prompts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is asked of a model, and what is made of its answer.
 */
class InvestigatorTests {

	private static final Dimension DIMENSION = new Dimension("security", "Who gets in?",
			List.of(new Hunk("Door.java", List.of(new Line(Line.Change.NONE, 6, "void open() {"),
					new Line(Line.Change.REMOVED, 7, "\tcheck();"), new Line(Line.Change.ADDED, 7, "\t{open}();")))));

	private final List<String> prompts = new ArrayList<>();

	@Test
	void showsTheModelNumberedLinesAndTheFormOfItsAnswer() {
		investigate("{\"findings\": []}");
		assertThat(this.prompts).singleElement()
			.asString()
			.contains("one dimension of it alone: security", "Who gets in?",
					"File Door.java\n    6   void open() {\n      - \tcheck();\n    7 + \t{open}();\n")
			.contains("\"enum\" : [ \"CRITICAL\", \"MAJOR\", \"MINOR\" ]");
	}

	@Test
	void leavesOutFindingsAboutLinesThatWereNotShown() {
		assertThat(investigate("""
				{"findings": [
					{"file": "Door.java", "line": 7, "severity": "CRITICAL", "message": "Not checked."},
					{"file": "Door.java", "line": 8, "severity": "MAJOR", "message": "No such line."},
					{"file": "Window.java", "line": 7, "severity": "MAJOR", "message": "No such file."}]}
				""").findings()).containsExactly(new Finding("Door.java", 7, Severity.CRITICAL, "Not checked."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "I see no problem.", "{}", "{\"findings\": [{\"file\": \"Door.java\", \"line\": 7}]}",
			"{\"findings\": [{\"file\": \"Door.java\", \"line\": 7, \"severity\": \"HUGE\", \"message\": \"!\"}]}" })
	void failsWhenTheAnswerHasAnotherForm(String answer) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> investigate(answer));
	}

	private Investigation investigate(String answer) {
		ChatModel model = (prompt) -> {
			this.prompts.add(prompt.getContents());
			return new ChatResponse(List.of(new Generation(new AssistantMessage(answer))));
		};
		return new Investigator(ChatClient.builder(model),
				new Prompts(new DefaultResourceLoader(), "classpath:prompts"))
			.investigate(DIMENSION);
	}

}
