package io.musubito.testing;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application whose arguments, results, exceptions, properties and prompts each have a
 * word that is nowhere else, so that it can be searched for. Properties: {@code tone},
 * with {@link #TONE} in it, and {@code prompt}, a resource with {@link #PROMPT} in it.
 */
@Configuration(proxyBeanMethods = false)
public class CanaryApplication {

	/** In each of the words. */
	public static final String CANARY = "Zeisig";

	public static final String ARGUMENT = CANARY + "Argument";

	public static final String RESULT = CANARY + "Result";

	public static final String LONG_RESULT = CANARY + "LongResult";

	public static final String MESSAGE = CANARY + "Message";

	public static final String TONE = CANARY + "Tone";

	public static final String PROMPT = CANARY + "Prompt";

	public static final String GIVEN = CANARY + "Given";

	/** How often a step was executed, over all contexts. */
	public static final AtomicInteger EXECUTED = new AtomicInteger();

	/** How often the effect was performed, over all contexts. */
	public static final AtomicInteger SENT = new AtomicInteger();

	@MusubitoIgnore
	public static final AtomicBoolean FAILING = new AtomicBoolean();

	@Bean
	Steps steps() {
		return new Steps();
	}

	@Bean
	Desk desk(Steps steps, Musubito musubito) {
		return new Desk(steps, musubito);
	}

	/**
	 * What is kept.
	 *
	 * @param text the text
	 */
	public record Passage(String text) {

	}

	public static class Steps {

		@MusubitoStep(name = "retrieve")
		public Passage retrieve(String question) {
			EXECUTED.incrementAndGet();
			return new Passage(RESULT + question.length());
		}

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC, properties = "tone", resources = "${prompt}")
		public Passage draft(Passage passage, String question) {
			EXECUTED.incrementAndGet();
			return new Passage((LONG_RESULT + " ").repeat(1_000) + question.length());
		}

		@MusubitoStep(name = "rate")
		public String rate(String item) {
			EXECUTED.incrementAndGet();
			return RESULT + item.length();
		}

		@MusubitoStep(name = "check")
		public String check(Passage passage, String question) {
			EXECUTED.incrementAndGet();
			if (FAILING.get()) {
				throw new IllegalStateException(MESSAGE + question.length());
			}
			return RESULT;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		public Passage send(String to) {
			SENT.incrementAndGet();
			if (to.startsWith("nobody")) {
				throw new IllegalStateException(MESSAGE + " to " + to);
			}
			return new Passage(RESULT + " sent");
		}

	}

	public static class Desk {

		private final Steps steps;

		private final Musubito musubito;

		Desk(Steps steps, Musubito musubito) {
			this.steps = steps;
			this.musubito = musubito;
		}

		@MusubitoPipeline(value = "issue", submittable = true)
		public String issue(String question) {
			Passage draft = this.steps.draft(this.steps.retrieve(question), question);
			this.musubito.forEach(List.of(ARGUMENT + "One", ARGUMENT + "Two"))
				.concurrency(2)
				.apply((item) -> this.steps.rate(item));
			this.steps.send(ARGUMENT + "Receiver" + question.length());
			return this.steps.check(draft, question);
		}

	}

}
