package io.musubito.faults;

import java.nio.file.Path;

import io.musubito.MusubitoStep;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Memory that runs out while a result is read back: the caller is told so, and the result
 * that is stored is neither taken for a damaged one nor replaced.
 */
class OutOfMemoryTests {

	@TempDir
	Path directory;

	@AfterEach
	void free() {
		World.whileExecuted(null);
	}

	@Test
	void whatIsStoredIsReplayedWhenThereIsMemoryAgain() {
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Application.class)) {
			Desk desk = context.getBean(Desk.class);
			Letter letter = desk.letter("stored");
			World.whileExecuted(OutOfMemoryTests::exhaust);
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> desk.letter("stored"))
				.withMessage("Java heap space");
			World.whileExecuted(null);
			assertThat(desk.letter("stored")).isEqualTo(letter);
			assertThat(World.executions("letter stored")).isOne();
			assertThat(context.getBean(Store.class).claims().findAll()).isEmpty();
		}
	}

	@Test
	void whatCouldNotBeReadBackAtOnceIsNoObstacle() {
		try (ConfigurableApplicationContext context = Engine.in(this.directory).start(Application.class)) {
			Desk desk = context.getBean(Desk.class);
			World.whileExecuted(OutOfMemoryTests::exhaust);
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> desk.letter("new"));
			World.whileExecuted(null);
			Letter letter = desk.letter("new");
			assertThat(desk.letter("new")).isEqualTo(letter);
			assertThat(context.getBean(Store.class).claims().findAll()).isEmpty();
		}
	}

	private static void exhaust() {
		boolean read = StackWalker.getInstance()
			.walk((frames) -> frames.anyMatch((frame) -> frame.getClassName().startsWith("tools.jackson.")));
		if (read) {
			throw new OutOfMemoryError("Java heap space");
		}
	}

	/**
	 * Takes memory when it is read.
	 */
	record Letter(String text) {

		Letter {
			World.pass();
		}

	}

	static class Desk {

		@MusubitoStep(name = "letter")
		Letter letter(String name) {
			int number = World.execute("letter " + name);
			return new Letter(name + " no. " + number);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Desk desk() {
			return new Desk();
		}

	}

}
