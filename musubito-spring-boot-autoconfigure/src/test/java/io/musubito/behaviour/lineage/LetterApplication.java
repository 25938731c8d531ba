package io.musubito.behaviour.lineage;

import io.micrometer.observation.ObservationRegistry;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.autoconfigure.MusubitoAiAutoConfiguration;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application that has everything that a result can go back to: a prompt, a model, a
 * merge, a step that calls another, and an effect that never says whether it happened.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ MusubitoAiAutoConfiguration.class, ObservationAutoConfiguration.class })
@Import({ LetterApplication.Desk.class, LetterApplication.Writer.class, LetterApplication.Editor.class,
		LetterApplication.Counter.class, LetterApplication.Mailer.class })
class LetterApplication {

	@Bean
	ChatModel chatModel(@Value("${test.base-url}") String baseUrl, ObservationRegistry observations) {
		return OpenAiChatModel.builder()
			.options(OpenAiChatOptions.builder()
				.baseUrl(baseUrl)
				.apiKey("test")
				.model("gpt-5-mini")
				.maxRetries(1)
				.build())
			.observationRegistry(observations)
			.build();
	}

	static class Desk {

		private final Writer writer;

		private final Editor editor;

		private final Mailer mailer;

		private final Musubito musubito;

		Desk(Writer writer, Editor editor, Mailer mailer, Musubito musubito) {
			this.writer = writer;
			this.editor = editor;
			this.mailer = mailer;
			this.musubito = musubito;
		}

		@MusubitoPipeline("letter")
		String write(String topic) {
			String outline = this.writer.outline(topic);
			String draft = this.writer.draft(outline);
			String letter;
			try (MergeScope merge = this.musubito.merge(outline, draft)) {
				letter = this.editor.edit(outline + "\n" + draft);
			}
			return this.mailer.archive(this.mailer.send(letter));
		}

	}

	static class Writer {

		private final ChatModel model;

		Writer(ChatModel model) {
			this.model = model;
		}

		@MusubitoStep(name = "outline", type = StepType.STOCHASTIC, resources = "${prompt}", properties = "tone")
		String outline(String topic) {
			return this.model.call("Outline a letter on " + topic);
		}

		@MusubitoStep(name = "draft")
		String draft(String outline) {
			return "draft of " + outline;
		}

	}

	static class Editor {

		private final Counter counter;

		Editor(Counter counter) {
			this.counter = counter;
		}

		@MusubitoStep(name = "edit")
		String edit(String text) {
			return text + " (" + this.counter.count(text.length()) + ")";
		}

	}

	static class Counter {

		@MusubitoStep(name = "count")
		String count(int characters) {
			return characters + " characters";
		}

	}

	static class Mailer {

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		Receipt send(String letter) {
			throw new IllegalStateException("timeout of the mail server");
		}

		@MusubitoStep(name = "archive")
		String archive(Receipt receipt) {
			return "archived " + receipt.number();
		}

	}

	record Receipt(int number) {

	}

}
