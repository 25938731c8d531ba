package io.musubito.security;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.musubito.MusubitoStep;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import static org.assertj.core.api.Assertions.assertThat;

class AskedPropertiesTests {

	private static final AtomicInteger EXECUTED = new AtomicInteger();

	private Engine engine;

	@BeforeEach
	void begin(@TempDir Path directory) {
		EXECUTED.set(0);
		this.engine = Engine.in(directory);
	}

	@AfterEach
	void forget() {
		System.clearProperty("desk.tone");
	}

	@Test
	void aPropertyThatTheCodeAsksForCounts() {
		assertThat(inNewStart((writer) -> writer.tone(), "app.tone=kind")).isEqualTo("kind");
		assertThat(inNewStart((writer) -> writer.tone(), "app.tone=strict")).isEqualTo("strict");
		assertThat(inNewStart((writer) -> writer.tone())).isEqualTo("plain");
		assertThat(inNewStart((writer) -> writer.tone(), "app.tone=kind", "app.other=x")).isEqualTo("kind");
		assertThat(EXECUTED).hasValue(3);
	}

	@Test
	void soDoesAPropertyOfTheSystem() {
		System.setProperty("desk.tone", "kind");
		assertThat(inNewStart((writer) -> writer.system())).isEqualTo("kind");
		System.setProperty("desk.tone", "strict");
		assertThat(inNewStart((writer) -> writer.system())).isEqualTo("strict");
	}

	@Test
	void soDoProfiles() {
		assertThat(inNewStart((writer) -> writer.profile(), "spring.profiles.active=night")).isEqualTo("night");
		assertThat(inNewStart((writer) -> writer.profile(), "spring.profiles.active=day")).isEqualTo("day");
	}

	@Test
	void oneThatChangesWhileTheApplicationRunsIsLookedAtAgain() {
		try (ConfigurableApplicationContext context = this.engine.start(Desk.class)) {
			Writer writer = context.getBean(Writer.class);
			System.setProperty("desk.tone", "kind");
			assertThat(writer.system()).isEqualTo("kind");
			System.setProperty("desk.tone", "strict");
			assertThat(writer.system()).isEqualTo("strict");
			System.setProperty("desk.tone", "kind");
			assertThat(writer.system()).isEqualTo("kind");
		}
		assertThat(EXECUTED).hasValue(2);
	}

	private String inNewStart(Function<Writer, String> call, String... properties) {
		try (ConfigurableApplicationContext context = this.engine.start(Desk.class, properties)) {
			return call.apply(context.getBean(Writer.class));
		}
	}

	static class Desk {

		@Bean
		Writer writer(Environment environment) {
			return new Writer(environment);
		}

	}

	static class Writer {

		private final Environment environment;

		Writer(Environment environment) {
			this.environment = environment;
		}

		@MusubitoStep(name = "tone")
		String tone() {
			EXECUTED.incrementAndGet();
			return this.environment.getProperty("app.tone", "plain");
		}

		@MusubitoStep(name = "system")
		String system() {
			EXECUTED.incrementAndGet();
			return System.getProperty("desk.tone");
		}

		@MusubitoStep(name = "profile")
		String profile() {
			return this.environment.acceptsProfiles(Profiles.of("night")) ? "night" : "day";
		}

	}

}
