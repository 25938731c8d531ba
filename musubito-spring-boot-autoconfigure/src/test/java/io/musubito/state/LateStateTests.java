package io.musubito.state;

import java.util.function.Supplier;

import io.musubito.MusubitoStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the code of an object asks of its surroundings that a step meets only when it is
 * called is told then, once.
 */
@ExtendWith(OutputCaptureExtension.class)
class LateStateTests extends StateEngine {

	private static final ThreadLocal<String> TONES = ThreadLocal.withInitial(() -> "kindly");

	@Test
	void isToldOnce(CapturedOutput output) {
		Writer writer = start(Config.class).getBean(Writer.class);
		assertThat(writer.ask("q")).isEqualTo("mild q");
		assertThat(output).doesNotContain("doesn't see");
		writer.tone(new OfThread());
		assertThat(writer.ask("q")).isEqualTo("kindly q");
		assertThat(output).containsOnlyOnce("LateStateTests$OfThread#get");
		writer.tone(new Mild());
		writer.ask("q");
		writer.tone(new OfThread());
		writer.ask("other");
		assertThat(output).containsOnlyOnce("LateStateTests$OfThread#get");
	}

	@Test
	void isNotToldWhenTheStepProvidesForIt(CapturedOutput output) {
		Writer writer = start(Config.class, "musubito.steps.ask.ttl=1h").getBean(Writer.class);
		writer.tone(new OfClock());
		assertThat(writer.ask("q")).endsWith(" q");
		assertThat(output).doesNotContain("doesn't see");
		writer.tone(new OfThread());
		writer.ask("q");
		assertThat(output).contains("LateStateTests$OfThread#get");
	}

	@Configuration(proxyBeanMethods = false)
	static class Config {

		@Bean
		Writer writer() {
			return new Writer();
		}

	}

	static class Writer implements Asked {

		private volatile Supplier<String> tone = new Mild();

		void tone(Supplier<String> tone) {
			this.tone = tone;
		}

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			return this.tone.get() + " " + question;
		}

	}

	static class Mild implements Supplier<String> {

		@Override
		public String get() {
			return "mild";
		}

	}

	static class OfThread implements Supplier<String> {

		@Override
		public String get() {
			return TONES.get();
		}

	}

	static class OfClock implements Supplier<String> {

		@Override
		public String get() {
			return String.valueOf(System.currentTimeMillis());
		}

	}

}
