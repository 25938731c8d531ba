package io.musubito.sample.answer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Answers the question of the command line: with
 * {@code --spring.main.web-application-type=none} the application ends then.
 */
@Component
@ConditionalOnProperty("sample.ask")
class AskOnce implements ApplicationRunner {

	private final AnswerPipeline pipeline;

	private final String question;

	AskOnce(AnswerPipeline pipeline, @Value("${sample.ask}") String question) {
		this.pipeline = pipeline;
		this.question = question;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		System.out.println(this.pipeline.answer(this.question).answer().text());
	}

}
