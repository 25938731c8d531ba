package io.musubito.sample.answer;

import java.util.List;

import io.musubito.StepOutcome;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.times;

/**
 * The model is stubbed: the steps are steps, and each test method begins with an empty
 * store.
 */
@SpringBootTest
class StubbedModelTests {

	private static final String QUESTION = "When is a refund possible?";

	@Autowired
	AnswerPipeline pipeline;

	@MockitoBean
	ChatModel model;

	@Test
	void answersWhatTheModelSays() {
		answers("Within 30 days [billing].");
		assertThat(this.pipeline.answer(QUESTION).answer().text()).isEqualTo("Within 30 days.");
	}

	@RepeatedTest(2)
	void asksTheModelOnceForEachStep() {
		answers("Never.");
		assertThat(this.pipeline.answer(QUESTION).answer().text()).isEqualTo("Never.");
		Answered again = this.pipeline.answer(QUESTION);
		assertThat(again.steps()).extracting(Answered.Step::outcome).containsOnly(StepOutcome.REPLAYED);
		then(this.model).should(times(2)).call(any(Prompt.class));
	}

	private void answers(String text) {
		given(this.model.getOptions()).willReturn(ChatOptions.builder().build());
		given(this.model.call(any(Prompt.class)))
			.willReturn(new ChatResponse(List.of(new Generation(new AssistantMessage(text)))));
	}

}
