package io.musubito.sample.answer;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AnswerController {

	private final AnswerPipeline pipeline;

	AnswerController(AnswerPipeline pipeline) {
		this.pipeline = pipeline;
	}

	@PostMapping("/answers")
	Answered answer(@RequestBody Question question) {
		return this.pipeline.answer(question.text());
	}

}
