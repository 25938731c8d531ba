package io.musubito.behaviour.transfer;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import reactor.core.publisher.Flux;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application with every kind of step: some call others, consume a stream, fan out,
 * draw samples, are merged, or are effects.
 */
@Configuration(proxyBeanMethods = false)
@Import({ AnswerApplication.Steps.class, AnswerApplication.Outer.class, AnswerApplication.Desk.class })
class AnswerApplication {

	static final AtomicInteger EXECUTED = new AtomicInteger();

	static final AtomicInteger SENT = new AtomicInteger();

	record Text(String value) {

	}

	static class Steps {

		@MusubitoStep
		Text retrieve(String question) {
			EXECUTED.incrementAndGet();
			return new Text("about " + question);
		}

		@MusubitoStep
		Text constraints(String question) {
			EXECUTED.incrementAndGet();
			return new Text("short \ud83d\udc1d\u2028 " + question);
		}

		@MusubitoStep(type = StepType.STOCHASTIC, version = "2")
		Text draft(String prompt) {
			EXECUTED.incrementAndGet();
			return new Text("draft of " + prompt);
		}

		@MusubitoStep
		Flux<Text> words(Text draft) {
			return Flux.defer(() -> {
				EXECUTED.incrementAndGet();
				return Flux.just(new Text("one"), new Text("two"), draft);
			});
		}

		@MusubitoStep
		int length(Text word) {
			EXECUTED.incrementAndGet();
			return word.value().length();
		}

		@MusubitoStep
		Text sum(List<Integer> lengths) {
			EXECUTED.incrementAndGet();
			return new Text("x".repeat(70_000) + lengths);
		}

		@MusubitoStep(type = StepType.EXTERNAL_EFFECT)
		Text send(String to, Text text) {
			SENT.incrementAndGet();
			return new Text("sent to " + to + " " + text.value().length());
		}

	}

	static class Outer {

		private final Steps steps;

		Outer(Steps steps) {
			this.steps = steps;
		}

		@MusubitoStep
		Text review(Text draft) {
			EXECUTED.incrementAndGet();
			return new Text("reviewed " + this.steps.length(draft));
		}

	}

	static class Desk {

		private final Steps steps;

		private final Outer outer;

		private final Musubito musubito;

		Desk(Steps steps, Outer outer, Musubito musubito) {
			this.steps = steps;
			this.outer = outer;
			this.musubito = musubito;
		}

		@MusubitoPipeline("answer")
		String answer(String question) throws Exception {
			Text context = this.steps.retrieve(question);
			Text constraints = this.steps.constraints(question);
			Text draft;
			try (var merge = this.musubito.merge(context, constraints)) {
				draft = this.steps.draft(context.value() + constraints.value());
			}
			List<Text> words = this.steps.words(draft).collectList().block();
			List<Integer> lengths = this.musubito.forEach(words).concurrency(2).apply(this.steps::length);
			Text sum = this.steps.sum(lengths);
			List<Text> samples = this.musubito.samples(2, () -> this.steps.draft("sample"));
			Text sent = this.steps.send("ada", this.outer.review(draft));
			return sum.value() + samples + sent;
		}

	}

}
