package io.musubito.behaviour.replay;

import java.nio.file.Path;
import java.util.Locale;

import io.musubito.Change;
import io.musubito.EffectNotPerformedException;
import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What steps are given may be a secret, and is neither logged nor in a message.
 */
@Timeout(55)
@ExtendWith(OutputCaptureExtension.class)
class LoggedValuesTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Desk desk;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.desk = this.context.getBean(Desk.class);
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.musubito", LogLevel.DEBUG);
	}

	@AfterEach
	void stop() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.musubito", null);
		this.context.close();
	}

	@Test
	void theLogNamesWhatChangedWithoutValues(CapturedOutput output) {
		this.desk.shout(this.desk.letter("old-secret"));
		this.desk.shout(this.desk.letter("new-secret"));
		assertThat(output).contains("executes: input changed: password")
			.contains("executes: upstream changed: letter")
			.doesNotContain("old-secret")
			.doesNotContain("new-secret");
	}

	@Test
	void theMessageOfAMissNamesWhatChangedAndTheExceptionHasTheValues(CapturedOutput output) {
		this.desk.letter("old-secret");
		ReplayMissException miss = catchThrowableOfType(ReplayMissException.class,
				() -> this.context.getBean(Musubito.class)
					.withMode(ReplayMode.REPLAY_ONLY, () -> this.desk.letter("new-secret")));
		assertThat(miss).hasMessageContaining("(input changed: password)");
		assertThat(miss.getMessage()).doesNotContain("secret");
		assertThat(miss.explanation().changes())
			.containsExactly(new Change("input.password", "old-secret", "new-secret"));
		assertThat(output).doesNotContain("old-secret").doesNotContain("new-secret");
	}

	@Test
	void soOfAnEffect(CapturedOutput output) {
		this.desk.send("old-secret");
		ReplayMissException miss = catchThrowableOfType(ReplayMissException.class,
				() -> this.context.getBean(Musubito.class).withMode(ReplayMode.REPLAY_ONLY, () -> {
					this.desk.send("new-secret");
					return null;
				}));
		assertThat(miss.getMessage()).doesNotContain("secret");
		assertThat(output).doesNotContain("old-secret").doesNotContain("new-secret");
	}

	static class Desk {

		@MusubitoStep(name = "letter")
		String letter(String password) {
			return "letter of " + password.length() + password.charAt(0);
		}

		@MusubitoStep(name = "shout")
		String shout(String letter) {
			return letter.toUpperCase(Locale.ROOT);
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		void send(String password) throws EffectNotPerformedException {
			if (password.isEmpty()) {
				throw new EffectNotPerformedException("nothing to send");
			}
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
