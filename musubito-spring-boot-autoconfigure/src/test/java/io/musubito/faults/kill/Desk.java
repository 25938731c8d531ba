package io.musubito.faults.kill;

import java.nio.file.Path;
import java.util.List;

import io.musubito.EffectKey;
import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * An application whose results are functions of their arguments, so that anybody can tell
 * whether one is right.
 */
@Configuration(proxyBeanMethods = false)
public class Desk {

	/** The file of the letters that were sent. */
	public static final String SENT = "desk.sent";

	/** Not the points at which processes are killed: nobody's result depends on these. */
	public static final String PACKAGES = "musubito.fingerprint.packages=io.musubito.faults.kill";

	@Bean
	Deeds deeds(Environment environment) {
		return new Deeds(Path.of(environment.getRequiredProperty(SENT)));
	}

	@Bean
	Steps steps(Deeds deeds) {
		return new Steps(deeds);
	}

	@Bean
	Letters letters(Deeds deeds, Steps steps) {
		return new Letters(deeds, steps);
	}

	@Bean
	Reviews reviews(Deeds deeds, Steps steps, Letters letters, Musubito musubito) {
		return new Reviews(deeds, steps, letters, musubito);
	}

	/**
	 * What a step returns, without executing it.
	 * @param step the name of the step
	 * @param about what it is about
	 */
	public static String oracle(String step, String about) {
		return switch (step) {
			case "draft" -> "draft of " + about;
			case "summary" -> "summary of " + oracle("draft", about);
			case "essay" -> ("a long text about " + about + ". ").repeat(300);
			case "note" -> "note on " + about;
			case "letter" -> "letter with " + oracle("draft", about);
			case "send" -> "receipt of " + about;
			default -> throw new IllegalArgumentException(step);
		};
	}

	/**
	 * Steps that call no others, and an effect.
	 */
	public static class Steps {

		private final transient Deeds deeds;

		Steps(Deeds deeds) {
			this.deeds = deeds;
		}

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC)
		public String draft(String topic) {
			this.deeds.begin("draft", topic);
			String result = "draft of " + topic;
			this.deeds.end();
			return result;
		}

		@MusubitoStep(name = "summary")
		public String summary(String draft) {
			this.deeds.begin("summary", draft);
			String result = "summary of " + draft;
			this.deeds.end();
			return result;
		}

		@MusubitoStep(name = "essay")
		public String essay(String topic) {
			this.deeds.begin("essay", topic);
			String result = ("a long text about " + topic + ". ").repeat(300);
			this.deeds.end();
			return result;
		}

		@MusubitoStep(name = "note")
		public String note(String topic) {
			this.deeds.begin("note", topic);
			String result = "note on " + topic;
			this.deeds.end();
			return result;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		public String send(@EffectKey String topic) {
			this.deeds.send(topic);
			return "receipt of " + topic;
		}

	}

	/**
	 * A step that calls another one.
	 */
	public static class Letters {

		private final transient Deeds deeds;

		private final Steps steps;

		Letters(Deeds deeds, Steps steps) {
			this.deeds = deeds;
			this.steps = steps;
		}

		@MusubitoStep(name = "letter")
		public String letter(String topic) {
			this.deeds.begin("letter", topic);
			String result = "letter with " + this.steps.draft(topic);
			this.deeds.end();
			return result;
		}

	}

	/**
	 * A pipeline.
	 */
	public static class Reviews {

		private final transient Deeds deeds;

		private final Steps steps;

		private final Letters letters;

		private final Musubito musubito;

		Reviews(Deeds deeds, Steps steps, Letters letters, Musubito musubito) {
			this.deeds = deeds;
			this.steps = steps;
			this.letters = letters;
			this.musubito = musubito;
		}

		@MusubitoPipeline("review")
		public String review(String topic) {
			String draft = acknowledge("draft", topic, this.steps.draft(topic));
			acknowledge("summary", topic, this.steps.summary(draft));
			acknowledge("letter", topic, this.letters.letter(topic));
			acknowledge("essay", topic, this.steps.essay(topic));
			this.musubito.forEach(List.of("1", "2", "3"))
				.concurrency(2)
				.apply((number) -> acknowledge("note", topic + "/" + number, this.steps.note(topic + "/" + number)));
			String receipt = acknowledge("send", topic, this.steps.send(topic));
			return this.steps.draft(topic) + ", " + receipt;
		}

		private String acknowledge(String step, String about, String value) {
			this.deeds.acknowledge(step, about, value);
			return value;
		}

	}

}
