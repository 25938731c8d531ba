package io.musubito.behaviour.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Edge;
import io.musubito.EdgeKind;
import io.musubito.GraphQuery;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.lineage.Lineage;
import io.musubito.lineage.LineageContext;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Several answers to one question are all kept.
 */
@Timeout(60)
class SamplesTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Musubito musubito;

	private Steps steps;

	private Outer outer;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.musubito = this.context.getBean(Musubito.class);
		this.steps = this.context.getBean(Steps.class);
		this.outer = this.context.getBean(Outer.class);
	}

	private void restart() {
		this.context.close();
		start();
	}

	@AfterEach
	void stop() {
		assertThat(Lineage.current()).isEqualTo(LineageContext.empty());
		this.context.close();
	}

	@Test
	void aLargerNumberLaterDrawsWhatIsMissing() {
		List<String> five = this.musubito.samples(5, () -> this.steps.answer("q"));
		assertThat(five).containsExactly("q 1", "q 2", "q 3", "q 4", "q 5");
		restart();
		assertThat(this.musubito.samples(8, () -> this.steps.answer("q"))).startsWith(five.toArray(String[]::new))
			.hasSize(8);
		assertThat(this.steps.executed()).containsExactly("q 1", "q 2", "q 3");
		assertThat(this.musubito.samples(3, () -> this.steps.answer("q"))).isEqualTo(five.subList(0, 3));
		assertThat(this.steps.executed()).isEmpty();
	}

	@Test
	void withoutABlockTheSameIsAskedOnce() {
		assertThat(this.steps.answer("q")).isEqualTo("q 1");
		this.musubito.samples(2, () -> this.steps.answer("q"));
		restart();
		assertThat(this.steps.answer("q")).isEqualTo("q 1");
		assertThat(this.steps.executed()).isEmpty();
	}

	@Test
	void anotherQuestionHasSamplesOfItsOwn() {
		this.musubito.samples(2, () -> this.steps.answer("q"));
		this.steps.executed();
		this.musubito.samples(2, () -> this.steps.answer("other"));
		assertThat(this.steps.executed()).hasSize(2);
	}

	@Test
	void stepsThatOthersCallAreSampledToo() {
		this.musubito.samples(3, () -> this.outer.outer("q"));
		assertThat(this.steps.executed()).hasSize(3);
		restart();
		this.musubito.samples(4, () -> this.outer.outer("q"));
		assertThat(this.steps.executed()).hasSize(1);
	}

	@Test
	void aStepThatTakesSamplesIsReplayed() {
		String first = this.outer.best("q");
		assertThat(this.steps.executed()).hasSize(6);
		restart();
		assertThat(this.outer.best("q")).isEqualTo(first);
		assertThat(this.steps.executed()).isEmpty();
	}

	@Test
	void blocksInBlocksCountBoth() {
		List<List<String>> all = this.musubito.samples(2, () -> this.musubito.samples(3, () -> this.steps.answer("q")));
		assertThat(this.steps.executed()).hasSize(6);
		assertThat(this.musubito.samples(2, () -> this.musubito.samples(3, () -> this.steps.answer("q"))))
			.isEqualTo(all);
		assertThat(this.steps.executed()).isEmpty();
		this.musubito.samples(3, () -> this.steps.answer("q"));
		assertThat(this.steps.executed()).hasSize(3);
	}

	@Test
	void effectsHappenOnce() {
		assertThat(this.musubito.samples(3, () -> this.steps.mail("q"))).containsExactly("sent", "sent", "sent");
		assertThat(this.steps.executed()).containsExactly("mail q");
	}

	@Test
	void oneThatFailsLeavesThoseBeforeKept() throws IOException {
		this.steps.failAt(3);
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.musubito.samples(5, () -> this.steps.risky("q")))
			.withMessage("failed");
		this.steps.executed();
		assertThat(this.musubito.samples(5, () -> this.steps.risky("q"))).hasSize(5);
		assertThat(this.steps.executed()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1 })
	void thereIsAtLeastOne(int count) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.musubito.samples(count, () -> "a"))
			.withMessageContaining("from 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "future", "mono", "flux", "code", "async" })
	void resultsOfAllFormsAreSampled(String form) {
		List<String> drawn = this.musubito.samples(2, () -> draw(form));
		assertThat(drawn).doesNotHaveDuplicates();
		this.steps.executed();
		assertThat(this.musubito.samples(3, () -> draw(form))).startsWith(drawn.toArray(String[]::new));
		assertThat(this.steps.executed()).hasSize(1);
	}

	private String draw(String form) {
		return switch (form) {
			case "future" -> this.steps.future("q").join();
			case "mono" -> this.steps.mono("q").block();
			case "flux" -> String.valueOf(this.steps.flux("q").collectList().block());
			case "code" -> this.outer.inTheCode("q");
			default -> String.valueOf(this.musubito.forEach(List.of("a", "b")).concurrency(2).apply(this.steps::many));
		};
	}

	@Test
	void whatWasPreparedInABlockBelongsToIt() {
		List<Mono<String>> prepared = this.musubito.samples(2, () -> this.steps.mono("q"));
		List<String> drawn = prepared.stream().map(Mono::block).toList();
		assertThat(drawn).doesNotHaveDuplicates();
		assertThat(this.musubito.samples(2, () -> this.steps.mono("q").block())).isEqualTo(drawn);
		Mono<String> outside = this.steps.mono("other");
		assertThat(this.musubito.samples(2, outside::block)).doesNotHaveDuplicates();
	}

	@Test
	void theExplanationSaysWhichSampleItIs() {
		this.outer.ask(1);
		this.outer.ask(2);
		RunView run = newest();
		assertThat(run.steps()).extracting(StepView::outcome)
			.containsExactly(StepOutcome.REPLAYED, StepOutcome.EXECUTED);
		assertThat(run.steps().get(1).reason()).isEqualTo(Reason.INPUT_CHANGED);
		assertThat(run.steps().get(1).why().toString()).isEqualTo("input changed: sample 1 → 2");
	}

	@Test
	void inModeOffTheCodeJustRuns() {
		assertThat(this.musubito.withMode(ReplayMode.OFF, () -> this.musubito.samples(2, () -> this.steps.answer("q"))))
			.containsExactly("q 1", "q 2");
	}

	@Test
	void anAnnotatedStepJoinsWhatItDraws() {
		List<String> titles = this.steps.titles("q");
		assertThat(titles).containsExactly("title 1", "title 2", "title 3");
		restart();
		assertThat(this.steps.titles("q")).isEqualTo(titles);
		assertThat(this.steps.executed()).isEmpty();
		assertThat(this.musubito.withMode(ReplayMode.OFF, () -> this.steps.titles("q"))).hasSize(3);
	}

	@Test
	void whatIsMadeOfAllSamplesDependsOnEach() {
		this.outer.sampled("q");
		RunView run = newest();
		List<String> draws = run.steps().stream().limit(3).map(StepView::nodeId).toList();
		assertThat(draws).doesNotHaveDuplicates();
		for (StepView step : List.of(run.steps().get(3), run.steps().get(7))) {
			assertThat(this.context.getBean(MusubitoLineage.class).find(step.nodeId()).orElseThrow().upstream())
				.hasSize(3);
		}
		assertThat(this.context.getBean(MusubitoLineage.class).graph(GraphQuery.run(run.runId())).edges())
			.filteredOn((edge) -> draws.contains(edge.from()))
			.hasSize(3)
			.extracting(Edge::kind)
			.containsOnly(EdgeKind.DATA);
	}

	private RunView newest() {
		MusubitoRuns runs = this.context.getBean(MusubitoRuns.class);
		return runs.find(runs.recent(1).get(0).runId()).orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Outer outer(Steps steps, Musubito musubito) {
			return new Outer(steps, musubito);
		}

	}

	static class Outer {

		private final Steps steps;

		private final Musubito musubito;

		Outer(Steps steps, Musubito musubito) {
			this.steps = steps;
			this.musubito = musubito;
		}

		@MusubitoStep(name = "outer")
		String outer(String question) {
			return "outer " + this.steps.answer(question);
		}

		@MusubitoStep(name = "best")
		String best(String question) {
			this.steps.draw("best");
			return String.join(", ", this.musubito.samples(5, () -> this.steps.answer(question)));
		}

		@MusubitoPipeline("ask")
		void ask(int count) {
			this.musubito.samples(count, () -> this.steps.answer("q"));
		}

		@MusubitoPipeline("sampled")
		void sampled(String question) {
			this.steps.choose(this.steps.titles(question));
			List<Integer> scores = this.steps.scores(question);
			this.steps.sum(scores);
		}

		String inTheCode(String question) {
			Steps steps = this.steps;
			MusubitoResult<String> result = this.musubito.step(
					StepSpec.of("coded", StepType.STOCHASTIC, String.class).input("question", question),
					() -> steps.draw(question));
			return result.value();
		}

	}

	static class Steps {

		private final Queue<String> executed = new ConcurrentLinkedQueue<>();

		private final AtomicInteger drawn = new AtomicInteger();

		private final AtomicInteger failing = new AtomicInteger();

		List<String> executed() {
			List<String> all = List.copyOf(this.executed);
			this.executed.clear();
			return all;
		}

		void failAt(int draw) {
			this.failing.set(draw);
		}

		String draw(String question) {
			String answer = question + " " + this.drawn.incrementAndGet();
			this.executed.add(answer);
			return answer;
		}

		@MusubitoStep(name = "answer", type = StepType.STOCHASTIC)
		String answer(String question) {
			return draw(question);
		}

		@MusubitoStep(name = "many", type = StepType.STOCHASTIC)
		String many(String question) {
			return ("a".equals(question)) ? draw(question) : question;
		}

		@MusubitoStep(name = "risky", type = StepType.STOCHASTIC)
		String risky(String question) throws IOException {
			if (this.failing.decrementAndGet() == 0) {
				throw new IOException("failed");
			}
			return draw(question);
		}

		@MusubitoStep(name = "future", type = StepType.STOCHASTIC)
		CompletableFuture<String> future(String question) {
			return CompletableFuture.completedFuture(draw(question));
		}

		@MusubitoStep(name = "mono", type = StepType.STOCHASTIC)
		Mono<String> mono(String question) {
			return Mono.fromSupplier(() -> draw(question));
		}

		@MusubitoStep(name = "flux", type = StepType.STOCHASTIC)
		Flux<String> flux(String question) {
			return Flux.defer(() -> Flux.just(draw(question)));
		}

		@MusubitoStep(name = "mail", type = StepType.EXTERNAL_EFFECT)
		String mail(String question) {
			this.executed.add("mail " + question);
			return "sent";
		}

		@MusubitoStep(name = "titles", type = StepType.STOCHASTIC, samples = 3)
		List<String> titles(String question) {
			draw(question);
			return List.of("title " + this.drawn.get());
		}

		@MusubitoStep(name = "scores", type = StepType.STOCHASTIC, samples = 3)
		List<Integer> scores(String question) {
			draw(question);
			return List.of(this.drawn.get());
		}

		@MusubitoStep(name = "choose")
		String choose(List<String> titles) {
			return titles.get(0);
		}

		@MusubitoStep(name = "sum")
		int sum(List<Integer> scores) {
			return scores.size();
		}

	}

}
