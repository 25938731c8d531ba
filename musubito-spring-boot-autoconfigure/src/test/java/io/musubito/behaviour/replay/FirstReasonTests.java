package io.musubito.behaviour.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.testing.Engine;
import io.musubito.testing.MutableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts when several things come together: the first reason of all, what was
 * recorded before the run, and what was invalidated before somebody asked.
 */
@Timeout(60)
class FirstReasonTests {

	private static final String GATE = "gate of " + FirstReasonTests.class.getName();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private Musubito musubito;

	private MusubitoRuns runs;

	@BeforeEach
	void start() {
		start("app.tone=dry");
	}

	private void start(String property) {
		this.context = Engine.in(this.directory).start(Application.class, property);
		this.steps = this.context.getBean(Steps.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
		System.getProperties().remove(GATE);
	}

	@Test
	void ofTheReasonsAgainstSeveralCalledStepsTheFirstIsTold() {
		this.steps.letter("a");
		this.context.close();
		start("app.tone=warm");
		this.context.getBean(MutableClock.class).advance(Duration.ofHours(2));
		String again = this.steps.letter("a");
		assertThat(this.context.getBean(MusubitoLineage.class).explain(this.musubito.resultOf(again).nodeId()).reason())
			.isEqualTo(Reason.EXPIRED);
	}

	@Test
	void anEffectIsNotComparedWithOneOfTheSameRun() {
		this.musubito.pipeline("flow", () -> this.steps.send("a") + this.steps.send("b"));
		RunView run = this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
		assertThat(run.steps()).extracting(StepView::reason)
			.containsExactly(Reason.FIRST_EXECUTION, Reason.FIRST_EXECUTION);
	}

	@Test
	void aRunIsRecordedBeforeItsFirstEffectIsPerformed() {
		List<RunView> before = new ArrayList<>();
		this.steps.whenSent(() -> before.addAll(this.runs.recent(1)));
		this.musubito.pipeline("flow", () -> this.steps.send("a"));
		assertThat(before).singleElement().satisfies((run) -> assertThat(run.status()).isEqualTo(RunStatus.RUNNING));
		assertThat(this.runs.recent(1)).extracting(RunView::runId).containsExactly(before.get(0).runId());
	}

	@Test
	void whoAsksAfterAnInvalidationDoesNotGetWhatAnotherCallerFoundBefore() throws Exception {
		Held first = this.steps.held("a");
		Semaphore gate = new Semaphore(0);
		System.getProperties().put(GATE, gate);
		Thread reader = new Thread(() -> this.steps.held("a"));
		reader.start();
		Awaitility.await().until(gate::hasQueuedThreads);
		System.getProperties().remove(GATE);
		this.context.getBean(MusubitoLineage.class).invalidate(this.musubito.resultOf(first).nodeId());
		AtomicReference<Held> later = new AtomicReference<>();
		Thread asking = new Thread(() -> later.set(this.steps.held("a")));
		asking.start();
		Awaitility.await().until(() -> asking.getState() == Thread.State.WAITING || later.get() != null);
		gate.release();
		reader.join();
		asking.join();
		assertThat(later.get()).isNotNull().isNotEqualTo(first);
	}

	record Held(String text) {

		Held {
			if (System.getProperties().get(GATE) instanceof Semaphore gate) {
				gate.acquireUninterruptibly();
			}
		}

	}

	static class Steps {

		private static final AtomicInteger SERIAL = new AtomicInteger();

		@MusubitoIgnore
		private volatile Runnable whenSent = () -> {
		};

		private final Steps self;

		Steps(Steps self) {
			this.self = self;
		}

		void whenSent(Runnable work) {
			this.whenSent = work;
		}

		@MusubitoStep(name = "tone", properties = "app.tone")
		String tone(String name) {
			return "tone of " + name;
		}

		@MusubitoStep(name = "rate", ttl = "1h")
		String rate(String name) {
			return "rate of " + name;
		}

		@MusubitoStep(name = "letter")
		String letter(String name) {
			return this.self.tone(name) + this.self.rate(name);
		}

		@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
		String send(String name) {
			this.whenSent.run();
			return "sent to " + name;
		}

		@MusubitoStep(name = "held", type = StepType.STOCHASTIC)
		Held held(String name) {
			return new Held(name + SERIAL.incrementAndGet());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		MutableClock clock() {
			return new MutableClock();
		}

		@Bean
		Steps steps(@Lazy Steps self) {
			return new Steps(self);
		}

	}

}
