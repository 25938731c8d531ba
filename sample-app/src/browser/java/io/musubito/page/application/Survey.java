package io.musubito.page.application;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Does the same for many items. Items of a held survey wait until they are let go.
 */
@RestController
class Survey {

	private final Pipeline pipeline;

	private final Semaphore letGo;

	Survey(Pipeline pipeline, Semaphore letGo) {
		this.pipeline = pipeline;
		this.letGo = letGo;
	}

	@PostMapping("/surveys")
	int ask(@RequestParam String topic, @RequestParam int items, @RequestParam(defaultValue = "false") boolean held) {
		return this.pipeline.ask(topic, items, held);
	}

	@PostMapping("/surveys/held")
	void letGo(@RequestParam int items) {
		this.letGo.release(items);
	}

	@Component
	static class Pipeline {

		private final Musubito musubito;

		private final Steps steps;

		Pipeline(Musubito musubito, Steps steps) {
			this.musubito = musubito;
			this.steps = steps;
		}

		@MusubitoPipeline("survey")
		int ask(String topic, int items, boolean held) {
			List<String> people = this.steps.people(topic, items);
			List<String> opinions = this.musubito.forEach(people)
				.concurrency(4)
				.apply((person) -> this.steps.opinion(person, held));
			return this.steps.count(opinions);
		}

	}

	@Component
	static class Steps {

		// Decides when there is a result, not which
		@MusubitoIgnore
		private final Semaphore letGo;

		Steps(Semaphore letGo) {
			this.letGo = letGo;
		}

		@MusubitoStep(name = "people")
		List<String> people(String topic, int items) {
			return IntStream.range(0, items).mapToObj((item) -> "%s: person %d".formatted(topic, item)).toList();
		}

		@MusubitoStep(name = "opinion")
		String opinion(String person, boolean held) throws InterruptedException {
			if (held) {
				this.letGo.acquire();
			}
			return "Opinion of " + person;
		}

		@MusubitoStep(name = "count")
		int count(List<String> opinions) {
			return opinions.size();
		}

	}

}
