package io.musubito.sample.answer;

import java.util.List;

import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.sample.prompt.Prompts;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.stereotype.Component;

/**
 * Asks the model what a question demands of its answer.
 */
@Component
class Analyst {

	private final ChatClient model;

	private final Prompts prompts;

	Analyst(ChatClient.Builder model, Prompts prompts) {
		this.model = model.build();
		this.prompts = prompts;
	}

	@MusubitoStep(name = "constraints", type = StepType.STOCHASTIC, resources = Prompts.LOCATION + "/constraints.st")
	Constraints constraints(String question) {
		String list = this.model.prompt()
			.user((prompt) -> prompt.text(this.prompts.template("constraints")).param("question", question))
			.call()
			.content();
		return new Constraints((list != null) ? items(list) : List.of());
	}

	private static List<String> items(String list) {
		return list.lines()
			.filter((line) -> line.startsWith("- "))
			.map((line) -> line.substring(2).strip())
			.filter((item) -> !item.equals("none"))
			.toList();
	}

}
