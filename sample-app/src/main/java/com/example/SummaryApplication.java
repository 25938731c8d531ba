package com.example;

import io.musubito.MusubitoStep;
import io.musubito.StepType;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
public class SummaryApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(SummaryApplication.class, arguments);
	}

	@Service
	static class Summarizer {

		private final ChatClient chatClient;

		Summarizer(ChatClient.Builder builder) {
			this.chatClient = builder.build();
		}

		@MusubitoStep(name = "summarize", type = StepType.STOCHASTIC)
		String summarize(String text) {
			return this.chatClient.prompt()
				.user((user) -> user.text("Summarize in one sentence: {text}").param("text", text))
				.call()
				.content();
		}

	}

	@RestController
	static class SummaryController {

		private final Summarizer summarizer;

		SummaryController(Summarizer summarizer) {
			this.summarizer = summarizer;
		}

		@GetMapping("/summary")
		String summary(@RequestParam String text) {
			return this.summarizer.summarize(text);
		}

	}

}
