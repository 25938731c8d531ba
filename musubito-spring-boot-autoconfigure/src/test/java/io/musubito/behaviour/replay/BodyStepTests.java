package io.musubito.behaviour.replay;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Musubito;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.step.StepDefinitions;
import io.musubito.testing.Engine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Steps without an annotation: what is kept of their bodies.
 */
class BodyStepTests {

	private static final AtomicInteger executions = new AtomicInteger();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Musubito musubito;

	private Writer writer;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.writer = this.context.getBean(Writer.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void letsGoOfWhatABodyCaptured() {
		WeakReference<Document> captured = draftOfANewDocument();
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			System.gc();
			assertThat(captured.get()).isNull();
		});
	}

	private WeakReference<Document> draftOfANewDocument() {
		Document document = new Document(new StringBuilder("long text").toString());
		String result = this.musubito
			.step(StepSpec.of("draft", StepType.STOCHASTIC, String.class).input("document", document),
					() -> "draft of " + document.text())
			.value();
		assertThat(result).isEqualTo("draft of long text");
		return new WeakReference<>(document);
	}

	@Test
	void aRefusedBodyIsNoStepAndHarmsNoOther() {
		int before = executions.get();
		assertThat(this.writer.review("a")).isEqualTo("review of rated a");
		StringBuilder neitherInputNorBean = new StringBuilder("x");
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> this.musubito
			.step(StepSpec.of("rate", StepType.DETERMINISTIC, String.class), () -> "rated " + neitherInputNorBean));
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> this.musubito
			.step(StepSpec.of("never", StepType.DETERMINISTIC, String.class), () -> "never " + neitherInputNorBean));
		assertThat(this.writer.review("a")).isEqualTo("review of rated a");
		assertThat(executions.get() - before).as("the second is a replay").isOne();
		assertThat(this.context.getBean(StepDefinitions.class).find("never")).isEmpty();
	}

	@Test
	void anotherObjectOfTheClassOfABeanIsNoBean() {
		Writer bean = this.writer;
		assertThat(this.musubito
			.step(StepSpec.of("of-bean", StepType.DETERMINISTIC, String.class), () -> "by " + bean.name())
			.value()).isEqualTo("by bean");
		Writer other = new Writer(this.musubito, "other");
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> this.musubito
			.step(StepSpec.of("of-other", StepType.DETERMINISTIC, String.class), () -> "by " + other.name()));
	}

	@Test
	void modeOffLooksAtNothingOfABody() {
		StringBuilder neitherInputNorBean = new StringBuilder("x");
		MusubitoResult<String> result = this.musubito.withMode(ReplayMode.OFF,
				() -> this.musubito.step(StepSpec.of("off", StepType.DETERMINISTIC, String.class),
						() -> "off " + neitherInputNorBean.getClass().getSimpleName()));
		assertThat(result).isEqualTo(MusubitoResult.of("off StringBuilder"));
		assertThat(this.context.getBean(StepDefinitions.class).find("off")).isEmpty();
	}

	private record Document(String text) {

	}

	static class Writer {

		private final Musubito musubito;

		private final String name;

		Writer(Musubito musubito, String name) {
			this.musubito = musubito;
			this.name = name;
		}

		String name() {
			return this.name;
		}

		@MusubitoStep(name = "review")
		String review(String text) {
			executions.incrementAndGet();
			return "review of " + this.musubito
				.step(StepSpec.of("rate", StepType.DETERMINISTIC, String.class).input("text", text),
						() -> "rated " + text)
				.value();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer(Musubito musubito) {
			return new Writer(musubito, "bean");
		}

	}

}
