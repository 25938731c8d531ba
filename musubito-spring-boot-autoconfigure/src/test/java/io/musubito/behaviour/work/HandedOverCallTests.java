package io.musubito.behaviour.work;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.musubito.Edge;
import io.musubito.GraphQuery;
import io.musubito.MergeScope;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.testing.Engine;
import io.musubito.work.WorkDispatcher;
import io.musubito.work.WorkHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call that another process executes comes out as if it had been executed where it was
 * called: what it was made of, the run, the journal and the reason are the same.
 */
class HandedOverCallTests {

	@TempDir
	Path directory;

	private final WorkBus bus = new WorkBus();

	private ConfigurableApplicationContext caller;

	private ConfigurableApplicationContext worker;

	@BeforeEach
	void start() {
		WorkBus.current = this.bus;
		Steps.executedBy.clear();
		this.caller = Engine.in(this.directory.resolve("distributed")).start(Application.class);
		// Whatever its mode is
		this.worker = Engine.in(this.directory.resolve("distributed")).start(Application.class, "musubito.mode=off");
	}

	@AfterEach
	void close() {
		this.bus.close();
		this.caller.close();
		this.worker.close();
	}

	private static List<String> review(ConfigurableApplicationContext context) {
		Musubito musubito = context.getBean(Musubito.class);
		Steps steps = context.getBean(Steps.class);
		return musubito.pipeline("review", () -> {
			List<String> parts = steps.split("a b");
			Map<String, String> rules = steps.rules("x");
			try (MergeScope merged = musubito.merge(rules)) {
				return musubito.forEach(parts).distributed().apply(steps::check);
			}
		});
	}

	private static RunView newest(ConfigurableApplicationContext context) {
		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		return runs.find(runs.recent(1).get(0).runId()).orElseThrow();
	}

	private static List<String> journal(RunView run) {
		return run.steps()
			.stream()
			.map((step) -> step.operation() + " " + step.position() + " " + step.nodeId() + " " + step.outcome() + " "
					+ step.reason())
			.sorted()
			.toList();
	}

	private static List<Edge> edges(ConfigurableApplicationContext context) {
		return context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).edges();
	}

	@Test
	void itComesOutAsIfItHadBeenExecutedByItsCaller() {
		this.bus.work(this.worker.getBean(WorkHandler.class), 1);
		assertThat(review(this.caller)).containsExactly("checked a", "checked b");
		assertThat(Steps.executedBy).hasSize(2)
			.allSatisfy((steps) -> assertThat(steps).isSameAs(Steps.of(this.worker)));
		RunView run = newest(this.caller);
		List<Edge> edges = edges(this.caller);
		try (ConfigurableApplicationContext alone = Engine.in(this.directory.resolve("alone"))
			.start(Application.class)) {
			assertThat(review(alone)).containsExactly("checked a", "checked b");
			assertThat(journal(run)).isEqualTo(journal(newest(alone)));
			assertThat(edges).containsExactlyInAnyOrderElementsOf(edges(alone));
		}
		assertThat(run.steps()).filteredOn((step) -> step.operation().equals("check"))
			.extracting(StepView::reason)
			.containsOnly(Reason.FIRST_EXECUTION);
		assertThat(run.steps()).filteredOn((step) -> step.operation().equals("check"))
			.allSatisfy((step) -> assertThat(step.instance()).isNotNull());
		assertThat(run.steps()).filteredOn((step) -> step.operation().equals("split"))
			.allSatisfy((step) -> assertThat(step.instance()).isNull());
	}

	@Test
	void itIsReplayedInTheNextRunAndNothingIsLeftOfWhatWasOffered() throws Exception {
		this.bus.work(this.worker.getBean(WorkHandler.class), 1);
		review(this.caller);
		review(this.caller);
		assertThat(newest(this.caller).steps()).extracting(StepView::outcome).containsOnly(StepOutcome.REPLAYED);
		assertThat(this.bus.size()).isZero();
		this.caller.close();
		try (Connection connection = DriverManager
			.getConnection("jdbc:sqlite:" + Engine.in(this.directory.resolve("distributed")).store());
				ResultSet row = connection.createStatement().executeQuery("SELECT count(*) FROM musubito_work")) {
			assertThat(row.getInt(1)).isZero();
		}
	}

	static class Steps {

		static final ConcurrentLinkedQueue<Steps> executedBy = new ConcurrentLinkedQueue<>();

		private final Inner inner;

		Steps(Inner inner) {
			this.inner = inner;
		}

		static Steps of(ConfigurableApplicationContext context) {
			return (Steps) AopProxyUtils.getSingletonTarget(context.getBean(Steps.class));
		}

		@MusubitoStep(name = "split")
		List<String> split(String text) {
			return List.of(text.split(" "));
		}

		@MusubitoStep(name = "rules")
		Map<String, String> rules(String name) {
			return Map.of("rule", name);
		}

		@MusubitoStep(name = "check", type = StepType.STOCHASTIC)
		String check(String part) {
			executedBy.add(this);
			return this.inner.word("checked") + " " + part;
		}

	}

	static class Inner {

		@MusubitoStep(name = "word")
		String word(String word) {
			return word;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Inner inner() {
			return new Inner();
		}

		@Bean
		Steps steps(Inner inner) {
			return new Steps(inner);
		}

		@Bean
		WorkDispatcher workDispatcher() {
			return WorkBus.current;
		}

	}

}
