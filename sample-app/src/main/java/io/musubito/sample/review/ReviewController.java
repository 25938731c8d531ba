package io.musubito.sample.review;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReviewController {

	private static final int MAX_LENGTH = 100_000;

	private final ReviewPipeline pipeline;

	ReviewController(ReviewPipeline pipeline) {
		this.pipeline = pipeline;
	}

	@PostMapping("/reviews")
	Review review(@RequestBody Request request) {
		String diff = request.diff();
		if (!StringUtils.hasText(diff)) {
			throw new InvalidDiffException("Send a diff: {\"diff\": \"…\"}");
		}
		if (diff.length() > MAX_LENGTH) {
			throw new InvalidDiffException(
					"The diff has " + diff.length() + " characters; at most " + MAX_LENGTH + " are allowed");
		}
		return this.pipeline.review(diff);
	}

	@ExceptionHandler
	ProblemDetail refuse(InvalidDiffException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	record Request(@Nullable String diff) {

	}

}
