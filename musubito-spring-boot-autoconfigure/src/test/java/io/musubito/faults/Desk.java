package io.musubito.faults;

import io.musubito.EffectKey;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Steps whose answers tell which execution they are of.
 */
class Desk {

	@MusubitoStep(name = "answer")
	String answer(String question) {
		return World.answer("answer " + question);
	}

	@MusubitoStep(name = "subject")
	String subject(String name, int edition) {
		World.execute("subject " + name + edition);
		return "subject of " + name;
	}

	@MusubitoStep(name = "derive")
	String derive(String text) {
		World.execute("derive " + text);
		return "derived of " + text;
	}

	@MusubitoStep(name = "news", ttl = "1h", staleIfError = "7d")
	String news(String place) {
		return World.answer("news " + place);
	}

	@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
	String send(@EffectKey String letter) {
		World.whileSent.run();
		World.execute("send " + letter);
		return "sent " + letter;
	}

	/**
	 * Calls the steps one after another.
	 */
	static class Pipelines {

		private final Desk desk;

		Pipelines(Desk desk) {
			this.desk = desk;
		}

		@MusubitoPipeline(value = "review", submittable = true)
		String review(String name) {
			return this.desk.derive(this.desk.derive(this.desk.answer(name)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Desk desk() {
			return new Desk();
		}

		@Bean
		Pipelines pipelines(Desk desk) {
			return new Pipelines(desk);
		}

	}

}
