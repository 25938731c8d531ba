package io.musubito.sample.standin;

import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class StandInInitializerTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void startsAStandInWithoutAKey() {
		try (GenericApplicationContext context = initialize()) {
			StandIn standIn = context.getBean(StandIn.class);
			assertThat(this.environment.getProperty("spring.ai.openai.base-url")).isEqualTo(standIn.address() + "/v1");
			assertThat(this.environment.getProperty("spring.ai.openai.api-key")).isEqualTo("stand-in");
		}
	}

	@Test
	void startsNothingWithAKey() {
		this.environment.setProperty("OPENAI_API_KEY", "sk-test");
		try (GenericApplicationContext context = initialize()) {
			assertThat(context.getBeanProvider(StandIn.class).stream()).isEmpty();
			assertThat(this.environment.getProperty("spring.ai.openai.base-url")).isNull();
			assertThat(this.environment.getProperty("spring.ai.openai.api-key")).isNull();
		}
	}

	@Test
	void usesARunningStandIn() {
		this.environment.setProperty("sample.stand-in.address", "http://127.0.0.1:4711");
		try (GenericApplicationContext context = initialize()) {
			assertThat(context.getBeanProvider(StandIn.class).stream()).isEmpty();
			assertThat(this.environment.getProperty("spring.ai.openai.base-url")).isEqualTo("http://127.0.0.1:4711/v1");
		}
	}

	private GenericApplicationContext initialize() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.setEnvironment(this.environment);
		new StandInInitializer().initialize(context);
		context.refresh();
		return context;
	}

}
