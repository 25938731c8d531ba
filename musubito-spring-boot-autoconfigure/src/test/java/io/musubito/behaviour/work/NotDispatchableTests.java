package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.musubito.Body;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoSecret;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.testing.Engine;
import io.musubito.work.WorkDispatcher;
import io.musubito.work.WorkItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can't be made by another process is executed where it is called, and the journal
 * says why.
 */
class NotDispatchableTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Musubito musubito;

	private Steps steps;

	private Offered offered;

	private void start(String... properties) {
		this.context = Engine.in(this.directory)
			.start(Application.class, Stream.concat(Stream.of("musubito.workers.patience=50ms"), Stream.of(properties))
				.toArray(String[]::new));
		this.musubito = this.context.getBean(Musubito.class);
		this.steps = this.context.getBean(Steps.class);
		this.offered = this.context.getBean(Offered.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	private StepView run(Body<String, RuntimeException> body) {
		assertThat(this.musubito.pipeline("items",
				() -> this.musubito.forEach(List.of(1)).distributed().apply((item) -> body.call())))
			.containsExactly("done");
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		List<StepView> entries = runs.find(runs.recent(1).get(0).runId()).orElseThrow().steps();
		return entries.get(entries.size() - 1);
	}

	private void assertNotOffered(Body<String, RuntimeException> body, String reason) {
		assertThat(run(body).notDispatchable()).contains(reason);
		assertThat(this.offered.items).isEmpty();
	}

	@Test
	void whatCanBeIsOffered() {
		start();
		assertThat(run(() -> this.steps.plain("a")).notDispatchable()).isNull();
		assertThat(this.offered.items).hasSize(1).allSatisfy((item) -> assertThat(item.operation()).isEqualTo("plain"));
	}

	@Test
	void aStepOutsideOfADistributedFanOutIsNot() {
		start();
		this.musubito.pipeline("items", () -> this.musubito.forEach(List.of("a")).apply(this.steps::plain));
		assertThat(this.offered.items).isEmpty();
	}

	@Test
	void anEffectIsNot() {
		start();
		assertThat(run(() -> this.steps.effect("a")).notDispatchable()).isNull();
		assertThat(this.offered.items).isEmpty();
	}

	@Test
	void argumentsThatCanNotBeReadBackAreNot() {
		start();
		assertNotOffered(() -> this.steps.ignoring("a", new StringBuilder("b")::toString),
				"its arguments can't be stored and read back");
	}

	@Test
	void aSecretIsNot() {
		start();
		assertNotOffered(() -> this.steps.secret("password"), "argument 'secret' is a secret");
	}

	@Test
	void inputsThatAreNotKeptAreNot() {
		start("musubito.inputs.keep=false");
		assertNotOffered(() -> this.steps.plain("a"), "musubito.inputs.keep is false");
	}

	@Test
	void aRunThatHasABudgetIsNot() {
		start("musubito.ai.budget.per-run=1", "musubito.ai.prices.x.input=1");
		assertNotOffered(() -> this.steps.plain("a"), "musubito.ai.budget.per-run");
	}

	@Test
	void whatIsExecutedWhateverIsStoredIsNot() {
		start();
		assertNotOffered(() -> this.musubito.withMode(ReplayMode.REFRESH, () -> this.steps.plain("a")),
				"the mode is REFRESH");
	}

	@Test
	void whatMayNotBeKeptIsNot() {
		start();
		assertNotOffered(() -> this.steps.unless("a"), "'unless'");
	}

	@Test
	void aStepThatAnotherOneCallsIsNot() {
		start();
		Outer outer = this.context.getBean(Outer.class);
		run(() -> outer.outer("a"));
		assertThat(this.offered.items).extracting(WorkItem::operation).containsExactly("outer");
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		assertThat(runs.find(runs.recent(1).get(0).runId()).orElseThrow().steps())
			.filteredOn((step) -> step.operation().equals("plain"))
			.singleElement()
			.satisfies((step) -> assertThat(step.notDispatchable()).contains("another step calls it"));
	}

	static class Steps {

		@MusubitoStep(name = "plain")
		String plain(String input) {
			return "done";
		}

		@MusubitoStep(name = "effect", type = StepType.EXTERNAL_EFFECT)
		String effect(String input) {
			return "done";
		}

		@MusubitoStep(name = "ignoring")
		String ignoring(String input, @MusubitoIgnore Runnable ignored) {
			return "done";
		}

		@MusubitoStep(name = "secret")
		String secret(@MusubitoSecret String secret) {
			return "done";
		}

		@MusubitoStep(name = "unless", unless = "#result == 'x'")
		String unless(String input) {
			return "done";
		}

	}

	static class Outer {

		private final Musubito musubito;

		private final Steps steps;

		Outer(Musubito musubito, Steps steps) {
			this.musubito = musubito;
			this.steps = steps;
		}

		@MusubitoStep(name = "outer")
		String outer(String input) {
			return this.musubito.forEach(List.of(input)).distributed().apply(this.steps::plain).get(0);
		}

	}

	static class Offered implements WorkDispatcher {

		private final ConcurrentLinkedQueue<WorkItem> items = new ConcurrentLinkedQueue<>();

		@Override
		public void offer(WorkItem item) {
			this.items.add(item);
		}

		@Override
		public void withdraw(WorkItem item) {
			// It stays among what was offered
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Outer outer(Musubito musubito, Steps steps) {
			return new Outer(musubito, steps);
		}

		@Bean
		Offered offered() {
			return new Offered();
		}

	}

}
