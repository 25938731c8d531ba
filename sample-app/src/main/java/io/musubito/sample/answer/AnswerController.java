package io.musubito.sample.answer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class AnswerController {

	private static final int MAX_LENGTH = 2000;

	private final AnswerPipeline pipeline;

	AnswerController(AnswerPipeline pipeline) {
		this.pipeline = pipeline;
	}

	@PostMapping("/answers")
	Answered answer(@RequestBody Request request) {
		String question = request.question();
		if (!StringUtils.hasText(question)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Send a question: {\"question\": \"…\"}");
		}
		if (question.length() > MAX_LENGTH) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"The question has " + question.length() + " characters; at most " + MAX_LENGTH + " are allowed");
		}
		return this.pipeline.answer(question.strip());
	}

	record Request(@Nullable String question) {

	}

}
