package io.musubito.behaviour.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.musubito.EffectKey;
import io.musubito.Musubito;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.StoreException;
import io.musubito.store.Store;
import io.musubito.store.sqlite.LockingProgram;
import io.musubito.testing.Engine;
import io.musubito.testing.JavaProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Another program holds a lock on the store: one call waits for it, the others go on
 * without the store at once, and what was paid for is recorded when the lock is gone.
 */
@Tag("process")
@Tag("slow")
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class LockedStoreTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private Musubito musubito;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.steps = this.context.getBean(Steps.class);
		this.musubito = this.context.getBean(Musubito.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void oneCallWaitsAndTheOthersGoOnAtOnceAndNothingThatWasPaidForIsLost(CapturedOutput output) throws Exception {
		this.steps.draft("before");
		try (JavaProcess program = lock()) {
			assertThat(this.steps.draft("first")).isEqualTo("draft of first");
			draftAtOnce(calls(100));
			assertThat(this.steps.draft("before")).isEqualTo("draft of before");
			assertThat(this.steps.executions()).as("what can be read is replayed").isEqualTo(102);
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.steps.send("ann"))
				.withMessageContaining("was not performed")
				.withMessageContaining("another program holds a lock on it");
			assertThat(this.steps.sent()).isZero();
			assertThat(output).containsOnlyOnce("It is tried again in the background");
			program.endInput();
			program.finish(Duration.ofSeconds(30));
		}
		awaitRecorded();
		calls(100).forEach(this.steps::draft);
		this.steps.draft("first");
		assertThat(this.steps.executions()).as("all were recorded").isEqualTo(102);
		assertThat(this.context.getBean(Store.class).claims().findAll()).isEmpty();
		assertThat(this.steps.send("ann")).isEqualTo("sent to ann");
		assertThat(this.steps.sent()).isOne();
	}

	@Test
	void theJournalOfReplaysIsKeptAsLongAsTheLockLasts() throws Exception {
		this.steps.draft("a");
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		try (JavaProcess program = lock()) {
			this.musubito.pipeline("drafts", () -> this.steps.draft("a"));
			assertThat(this.steps.draft("b")).isEqualTo("draft of b");
			program.endInput();
			program.finish(Duration.ofSeconds(30));
		}
		awaitRecorded();
		assertThat(runs.recent(1)).as("the run of the time when the store was locked").hasSize(1);
		String run = runs.recent(1).get(0).runId();
		assertThat(runs.find(run).orElseThrow().steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.REPLAYED);
		assertThat(this.context.getBean(Store.class).degraded()).isZero();
	}

	@Test
	void aLockThatKeepsFromReadingTooIsWaitedForOnce() throws Exception {
		this.steps.draft("before");
		try (JavaProcess program = lock("reading")) {
			assertThat(this.steps.draft("first")).isEqualTo("draft of first");
			draftAtOnce(Stream.concat(calls(50), Stream.of("before")));
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.steps.send("ann"))
				.withMessageContaining("was not performed");
			program.endInput();
			program.finish(Duration.ofSeconds(30));
		}
		int executions = this.steps.executions();
		awaitRecorded();
		calls(50).forEach(this.steps::draft);
		assertThat(this.steps.executions()).isEqualTo(executions);
	}

	@Test
	void aContextCanBeClosedThoughTheStoreIsLocked() throws Exception {
		try (JavaProcess program = lock()) {
			assertThat(this.steps.draft("a")).isEqualTo("draft of a");
			this.context.close();
			assertThat(program.pid()).isPositive();
		}
		start();
		assertThat(this.steps.draft("a")).isEqualTo("draft of a");
	}

	private static Stream<String> calls(int number) {
		return IntStream.range(0, number).mapToObj((call) -> "call " + call);
	}

	/**
	 * Fails at the first call that is late: each of them may take as long as the first
	 * one did.
	 */
	private void draftAtOnce(Stream<String> topics) {
		long begun = System.nanoTime();
		topics.forEach((topic) -> {
			assertThat(this.steps.draft(topic)).isEqualTo("draft of " + topic);
			assertThat(Duration.ofNanos(System.nanoTime() - begun))
				.as("time of all calls after the first one that found the store locked, with '%s'", topic)
				.isLessThan(Duration.ofSeconds(8));
		});
	}

	private JavaProcess lock(Object... how) throws Exception {
		// What was recorded before is written
		this.context.getBean(MusubitoRuns.class).recent(1);
		Object[] arguments = Stream.concat(Stream.of(Engine.in(this.directory).store()), Stream.of(how)).toArray();
		JavaProcess program = JavaProcess.of(LockingProgram.class, arguments).start();
		program.readLine("locked");
		return program;
	}

	private void awaitRecorded() {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
			Store store = this.context.getBean(Store.class);
			return isWritable(store) && store.pendingJournal() == 0 && store.claims().findAll().isEmpty();
		});
	}

	private static boolean isWritable(Store store) {
		try {
			store.definitions().remember(Map.of());
			return true;
		}
		catch (StoreException ex) {
			return false;
		}
	}

	/**
	 * A step and an effect.
	 */
	static class Steps {

		private final AtomicInteger executions = new AtomicInteger();

		private final AtomicInteger sent = new AtomicInteger();

		int executions() {
			return this.executions.get();
		}

		int sent() {
			return this.sent.get();
		}

		@MusubitoStep(name = "draft")
		String draft(String topic) {
			this.executions.incrementAndGet();
			return "draft of " + topic;
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(@EffectKey String to) {
			this.sent.incrementAndGet();
			return "sent to " + to;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Steps.class)
	static class Application {

	}

}
