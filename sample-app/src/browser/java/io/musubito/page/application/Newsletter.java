package io.musubito.page.application;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepType;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends letters. Nobody knows whether one arrived whose recipient is called "nobody".
 */
@RestController
class Newsletter {

	private final Pipeline pipeline;

	Newsletter(Pipeline pipeline) {
		this.pipeline = pipeline;
	}

	@PostMapping("/newsletters")
	Receipt send(@RequestParam String to) {
		return this.pipeline.send(to);
	}

	@Component
	static class Pipeline {

		private final Steps steps;

		Pipeline(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("newsletter")
		Receipt send(String to) {
			return this.steps.send(to, this.steps.compose(to));
		}

	}

	@Component
	static class Steps {

		@MusubitoStep(name = "compose", ttl = "7d")
		String compose(String to) {
			return "Dear %s, there is news.".formatted(to);
		}

		@MusubitoStep(name = "send-letter", type = StepType.EXTERNAL_EFFECT)
		Receipt send(String to, String text) {
			if (to.startsWith("nobody")) {
				throw new IllegalStateException("The mail server did not answer in time");
			}
			return new Receipt(to, text.length());
		}

	}

	record Receipt(String to, int characters) {

	}

}
