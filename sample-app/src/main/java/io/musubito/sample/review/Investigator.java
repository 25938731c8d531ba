package io.musubito.sample.review;

import java.util.stream.Collectors;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.sample.prompt.Prompts;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Component;

/**
 * Has the model look at a change in one dimension.
 */
@Component
class Investigator {

	private final ChatClient model;

	private final Prompts prompts;

	Investigator(ChatClient.Builder model, Prompts prompts) {
		this.model = model.build();
		this.prompts = prompts;
	}

	@MusubitoStep(name = "investigate", type = StepType.STOCHASTIC, resources = Prompts.LOCATION + "/investigate.st")
	Investigation investigate(Dimension dimension) {
		Investigation answer = this.model.prompt()
			.user((prompt) -> prompt.text(this.prompts.template("investigate"))
				.param("dimension", dimension.name())
				.param("question", dimension.question())
				.param("change", dimension.hunks().stream().map(Hunk::numbered).collect(Collectors.joining("\n"))))
			.call()
			.entity(Investigation.class);
		if (answer == null) {
			throw new IllegalStateException("The model said nothing about " + dimension.name());
		}
		return new Investigation(answer.findings().stream().filter(dimension::shows).toList());
	}

}
