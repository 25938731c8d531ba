package io.musubito.behaviour.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Explanation;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.StepOutcome;
import io.musubito.execution.Degradation;
import io.musubito.store.Store;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An answer that was paid for reaches the caller, whatever becomes of the store.
 */
class DegradedStoreTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Writer writer;

	private Musubito musubito;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.writer = this.context.getBean(Writer.class);
		this.musubito = this.context.getBean(Musubito.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aStepRunsWithoutAStoreThatCantBeRead() {
		this.context.getBean(Store.class).close();
		assertThat(this.writer.draft("a")).isEqualTo("draft of a");
		assertThat(this.writer.draft("a")).isEqualTo("draft of a");
		assertThat(this.writer.executions()).isEqualTo(2);
		assertThat(this.context.getBean(Degradation.class).count()).isPositive();
	}

	@Test
	void aStepThatMustBeReplayedSaysThatTheStoreCantBeRead() {
		this.writer.draft("a");
		this.context.getBean(Store.class).close();
		assertThatExceptionOfType(ReplayMissException.class)
			.isThrownBy(() -> this.musubito.withMode(ReplayMode.REPLAY_ONLY, () -> this.writer.draft("a")))
			.withMessageContaining(new Explanation(Reason.STORE_UNAVAILABLE, List.of(), null, null).toString());
		assertThat(this.writer.executions()).isOne();
	}

	@Test
	void aStepRunsWithoutAStoreThatCantBeWritten() throws IOException {
		assertThat(this.writer.draft("before")).isEqualTo("draft of before");
		Files.delete(Engine.in(this.directory).store());
		assertThat(this.writer.draft("a")).isEqualTo("draft of a");
		assertThat(this.writer.draft("a")).isEqualTo("draft of a");
		assertThat(this.writer.executions()).isEqualTo(3);
	}

	@Test
	void aResultThatCouldNotBeRecordedCanBeMergedAndAskedForItsOrigin() {
		this.context.getBean(Store.class).close();
		String draft = this.writer.draft("a");
		try (MergeScope merge = this.musubito.merge(draft)) {
			assertThat(this.writer.draft(draft + "b")).isEqualTo("draft of draft of ab");
		}
		assertThat(this.musubito.resultOf(draft).outcome()).isEqualTo(StepOutcome.EXECUTED);
	}

	@Test
	void pipelinesAndEnclosingStepsRunToo() {
		this.context.getBean(Store.class).close();
		String result = this.musubito.pipeline("drafts", () -> this.writer.enclosing("a"));
		assertThat(result).isEqualTo("enclosing draft of a");
	}

	@Test
	void theExceptionOfAStepPassesThroughUnchanged() {
		this.context.getBean(Store.class).close();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.writer.failing("a"))
			.withMessage("model down")
			.withNoCause();
	}

	static class Writer {

		private final AtomicInteger executions = new AtomicInteger();

		private final Writer self;

		Writer(Writer self) {
			this.self = self;
		}

		@MusubitoStep(name = "draft")
		String draft(String text) {
			this.executions.incrementAndGet();
			return "draft of " + text;
		}

		@MusubitoStep(name = "enclosing")
		String enclosing(String text) {
			return "enclosing " + this.self.draft(text);
		}

		@MusubitoStep(name = "failing")
		String failing(String text) {
			throw new IllegalStateException("model down");
		}

		int executions() {
			return this.executions.get();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Writer writer(@Lazy Writer self) {
			return new Writer(self);
		}

	}

}
