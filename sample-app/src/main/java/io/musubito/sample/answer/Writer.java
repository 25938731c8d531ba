package io.musubito.sample.answer;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.sample.prompt.Prompts;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Component;

/**
 * Has the model write a draft.
 */
@Component
class Writer {

	private final ChatClient model;

	private final Prompts prompts;

	Writer(ChatClient.Builder model, Prompts prompts) {
		this.model = model.build();
		this.prompts = prompts;
	}

	@MusubitoStep(name = "draft", type = StepType.STOCHASTIC, resources = Prompts.LOCATION + "/draft.st")
	Draft draft(String question, String brief) {
		String text = this.model.prompt()
			.user((prompt) -> prompt.text(this.prompts.template("draft"))
				.param("question", question)
				.param("brief", brief))
			.call()
			.content();
		return new Draft((text != null) ? text : "");
	}

}
