package io.musubito.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.musubito.EffectKey;
import io.musubito.MusubitoStep;
import io.musubito.StepType;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with a step that asks a model and an effect that calls a gateway.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(MusubitoAutoConfiguration.class)
class Desk {

	static final List<String> ASKED = new CopyOnWriteArrayList<>();

	static final List<String> CHARGED = new CopyOnWriteArrayList<>();

	static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(Desk.class).web(WebApplicationType.NONE).run(arguments);
	}

	@Bean
	Model model() {
		return new RealModel();
	}

	@Bean
	RealGateway gateway() {
		return new RealGateway();
	}

	@Bean
	Writer writer(Model model) {
		return new Writer(model);
	}

	@Bean
	Letters letters(Writer writer) {
		return new Letters(writer);
	}

	@Bean
	Till till(Gateway gateway) {
		return new Till(gateway);
	}

	interface Model {

		String ask(String question);

	}

	static class RealModel implements Model {

		@Override
		public String ask(String question) {
			ASKED.add(question);
			return "answer to " + question;
		}

	}

	interface Gateway {

		String charge(String customer);

	}

	static class RealGateway implements Gateway {

		@Override
		public String charge(String customer) {
			CHARGED.add(customer);
			return "charged " + customer;
		}

	}

	static class Writer {

		private final Model model;

		Writer(Model model) {
			this.model = model;
		}

		@MusubitoStep(name = "draft")
		String draft(String question) {
			return this.model.ask(question);
		}

	}

	static class Letters {

		private final Writer writer;

		Letters(Writer writer) {
			this.writer = writer;
		}

		@MusubitoStep(name = "letter")
		String write(String question) {
			return "Dear customer: " + this.writer.draft(question);
		}

	}

	static class Till {

		private final Gateway gateway;

		Till(Gateway gateway) {
			this.gateway = gateway;
		}

		@MusubitoStep(name = "charge", type = StepType.EXTERNAL_EFFECT)
		String charge(@EffectKey String customer) {
			return this.gateway.charge(customer);
		}

	}

}
