package io.musubito.sample.answer;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ResponseStatusException;

/**
 * The body of a request that asks something.
 *
 * @param question the question as it was sent
 */
record Question(@Nullable String question) {

	private static final int MAX_LENGTH = 2000;

	/**
	 * The question to answer.
	 * @return its text
	 * @throws ResponseStatusException when there is none, or it is too long
	 */
	String text() {
		if (!StringUtils.hasText(this.question)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Send a question: {\"question\": \"…\"}");
		}
		if (this.question.length() > MAX_LENGTH) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The question has " + this.question.length()
					+ " characters; at most " + MAX_LENGTH + " are allowed");
		}
		return this.question.strip();
	}

}
