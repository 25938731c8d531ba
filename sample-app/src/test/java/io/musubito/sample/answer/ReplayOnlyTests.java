package io.musubito.sample.answer;

import io.musubito.Musubito;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nothing may ask a model: what isn't stored fails and says why.
 */
@SpringBootTest(properties = { "musubito.mode=replay-only", "musubito.store.type=memory",
		"sample.stand-in.first-token=0ms", "sample.stand-in.per-token=0ms" })
class ReplayOnlyTests {

	private static final String QUESTION = "When is a refund possible?";

	@Autowired
	AnswerPipeline pipeline;

	@Autowired
	Musubito musubito;

	@Autowired
	StandIn standIn;

	@Test
	void whatWasNotRecordedFails() {
		assertThatExceptionOfType(ReplayMissException.class).isThrownBy(() -> this.pipeline.answer("Who are you?"))
			.withMessageContaining("retrieve");
		assertThat(this.standIn.use().requests()).isZero();
	}

	@Test
	void whatWasRecordedIsAnswered() throws Exception {
		Answered recorded = this.musubito.withMode(ReplayMode.REFRESH, () -> this.pipeline.answer(QUESTION));
		assertThat(this.pipeline.answer(QUESTION).answer()).isEqualTo(recorded.answer());
	}

}
