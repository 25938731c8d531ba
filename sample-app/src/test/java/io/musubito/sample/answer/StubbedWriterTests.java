package io.musubito.sample.answer;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;

/**
 * A step is stubbed: two tests ask the same question and get what each has stubbed.
 */
@SpringBootTest
class StubbedWriterTests {

	private static final String QUESTION = "When is a refund possible?";

	@Autowired
	AnswerPipeline pipeline;

	@MockitoBean
	Writer writer;

	@Test
	void saysWhenADraftNamesAnUnknownSource() {
		given(this.writer.draft(any(), any())).willReturn(new Draft("Within 30 days [nowhere]."));
		assertThat(this.pipeline.answer(QUESTION).answer().problems())
			.containsExactly("Names a source that was not given: nowhere.");
	}

	@Test
	void saysWhenADraftIsEmpty() {
		given(this.writer.draft(any(), any())).willReturn(new Draft(""));
		assertThat(this.pipeline.answer(QUESTION).answer().problems()).containsExactly("The model wrote nothing.");
	}

}
