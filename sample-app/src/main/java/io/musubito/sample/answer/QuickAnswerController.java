package io.musubito.sample.answer;

import java.util.stream.Collectors;

import io.musubito.ai.MusubitoAdvisor;
import io.musubito.sample.prompt.Prompts;
import reactor.core.publisher.Flux;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers in pieces as the model writes them, by one call of a client whose calls are
 * steps without an annotation.
 */
@RestController
class QuickAnswerController {

	private final ChatClient model;

	private final Handbook handbook;

	private final Prompts prompts;

	QuickAnswerController(ChatClient.Builder model, MusubitoAdvisor advisor, Handbook handbook, Prompts prompts) {
		this.model = model.defaultAdvisors(advisor).build();
		this.handbook = handbook;
		this.prompts = prompts;
	}

	@PostMapping(path = "/answers/quick", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<Piece> answer(@RequestBody Question question) {
		String text = question.text();
		return this.model.prompt()
			.user((prompt) -> prompt.text(this.prompts.template("quick"))
				.param("question", text)
				.param("passages", passages()))
			.stream()
			.content()
			.map(Piece::new);
	}

	private String passages() {
		return this.handbook.passages()
			.stream()
			.map((passage) -> "[%s] %s".formatted(passage.source(), passage.text()))
			.collect(Collectors.joining("\n"));
	}

	record Piece(String text) {

	}

}
