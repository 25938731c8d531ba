package com.acme.desk;

import java.util.ArrayList;
import java.util.List;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.stereotype.Component;

@Component
public class ModelClient {

	private static final int ATTEMPTS = 3;

	private final ChatClient client;

	public ModelClient(ChatModel model) {
		this.client = ChatClient.builder(model).defaultSystem("You answer letters of customers.").build();
	}

	public String ask(String instructions, String text) {
		List<String> refused = new ArrayList<>();
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			String answer = this.client.prompt()
				.system(instructions)
				.user(Texts.shorten(text, 4000 / (attempt + 1)))
				.call()
				.content();
			if (answer != null && !answer.isBlank()) {
				return Texts.normalise(answer);
			}
			refused.add("attempt " + attempt + " of " + ATTEMPTS);
		}
		throw new IllegalStateException("The model gave no answer: " + String.join(", ", refused));
	}

}
