package io.musubito.sample.answer;

import io.musubito.Musubito;
import io.musubito.StepOutcome;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.times;

/**
 * Beans are spied on: a step that is a spy runs each time, as without Musubito, and those
 * of other beans are replayed.
 */
@SpringBootTest(properties = { "sample.stand-in.first-token=0ms", "sample.stand-in.per-token=0ms" })
class SpiedAnswerTests {

	private static final String QUESTION = "When is a refund possible?";

	@Autowired
	AnswerPipeline pipeline;

	@MockitoSpyBean
	Retriever retriever;

	@MockitoSpyBean
	Musubito musubito;

	@Test
	void aStepThatIsASpyIsCalled() {
		this.pipeline.answer(QUESTION);
		assertThat(this.pipeline.answer(QUESTION).steps()).extracting(Answered.Step::outcome)
			.contains(StepOutcome.REPLAYED);
		then(this.retriever).should(times(2)).retrieve(any(), any());
	}

}
