package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.NodeStatus;
import io.musubito.ReplayMissException;
import io.musubito.ReplayMode;
import io.musubito.ResumeOption;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.StepView;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A result that is given by hand reaches the call that it is for, wherever that is, and
 * no other.
 */
@Tag("slow")
@Timeout(60)
class OverridePlacesTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Steps steps;

	private Flows flows;

	private MusubitoRuns runs;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.steps = this.context.getBean(Steps.class);
		this.flows = this.context.getBean(Flows.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
	}

	private void restart() {
		this.context.close();
		start();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aStepAroundItExecutesAndItsResultIsForThisRunAlone() {
		this.flows.nested("q");
		RunView origin = newest();
		this.steps.executed();
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended"));
		assertThat(journal(mended)).containsExactly("draft MANUAL", "other REPLAYED", "outer EXECUTED",
				"after EXECUTED");
		assertThat(this.steps.executed()).containsExactly("outer q", "after outer mended other q");
		assertThat(mended.steps().get(2).why().toString()).contains("given by hand");
		assertThat(graph().find(mended.steps().get(2).nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.SUCCESS);
		restart();
		assertThat(this.flows.nested("q")).isEqualTo("after outer draft q other q");
		assertThat(journal(newest())).containsExactly("outer REPLAYED", "after REPLAYED");
	}

	@Test
	void aStepAroundItIsReplayedWhenTheRunIsResumedAgain() {
		this.flows.nested("q");
		this.steps.failIn("after");
		RunView origin = newest();
		assertThatThrownBy(() -> this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended")))
			.hasMessage("after failed");
		RunView failed = newest();
		restart();
		RunView again = this.runs.resume(failed.runId());
		assertThat(journal(again)).containsExactly("outer REPLAYED", "after EXECUTED");
		assertThat(this.steps.executed()).containsExactly("after outer mended other q");
	}

	@Test
	void oneComputationHasOneValueInARun() {
		this.flows.twice("q");
		RunView origin = newest();
		RunView mended = this.runs.resume(origin.runId(),
				ResumeOption.override(origin.steps().get(0).nodeId(), "mended"));
		assertThat(journal(mended)).containsExactly("draft MANUAL", "draft REPLAYED", "draft MANUAL", "after EXECUTED");
		assertThat(this.steps.executed()).contains("after mended, draft other, mended");
	}

	@Test
	void anItemOfAFanOutIsFoundWhereverItIs() {
		this.flows.fan(List.of("a", "b", "c"));
		RunView origin = newest();
		this.steps.executed();
		String third = nodeOf(origin, "draft c");
		this.steps.reverse();
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override(third, "mended"));
		assertThat(this.steps.executed()).containsExactly("after mended, draft b, draft a");
		assertThat(mended.steps()).filteredOn((step) -> step.outcome() == StepOutcome.MANUAL).hasSize(1);
	}

	@Test
	void aCallInAChildRunIsFound() {
		this.flows.parent("q");
		RunView origin = this.runs.recent(1, "parent").get(0);
		this.steps.executed();
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended"));
		assertThat(journal(mended)).containsExactly("after EXECUTED");
		assertThat(this.steps.executed()).containsExactly("after mended");
		RunView child = this.runs.find(this.runs.recent(1, "child").get(0).runId()).orElseThrow();
		assertThat(child.parentRunId()).isEqualTo(mended.runId());
		assertThat(journal(child)).containsExactly("draft MANUAL");
	}

	@Test
	void aComputationThatIsAnotherOneByNowIsFoundByItsPlace() {
		this.flows.nested("q");
		RunView origin = newest();
		this.steps.executed();
		this.steps.suffix("!");
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended"));
		assertThat(journal(mended)).startsWith("draft MANUAL", "other EXECUTED", "outer EXECUTED");
	}

	@Test
	void aStepInTheCodeIsFoundAlsoByAnotherProcess() {
		this.flows.inTheCode("q");
		RunView origin = newest();
		restart();
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("coded", List.of("mended")));
		assertThat(journal(mended)).containsExactly("coded MANUAL", "after EXECUTED");
		assertThat(this.steps.executed()).containsExactly("after [mended]");
	}

	@ParameterizedTest
	@CsvSource({ "mono,after [mended]", "future,after [mended]", "flux,after [mended]", "wrapped,after [mended]" })
	void resultsThatArriveLaterAreGivenAtOnce(String kind, String executed) {
		this.flows.later(kind);
		RunView origin = newest();
		this.steps.executed();
		Object value = "flux".equals(kind) ? List.of("mended") : "mended";
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override(kind, value));
		assertThat(journal(mended)).containsExactly(kind + " MANUAL", "after EXECUTED");
		assertThat(this.steps.executed()).containsExactly(executed);
		assertThat(mended.steps().get(0).manual()).isNotNull();
	}

	@Test
	void whatAKeyDoesNotSayIsForThisRunAlone() {
		this.flows.keyed("q");
		RunView origin = newest();
		this.steps.executed();
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended"));
		assertThat(journal(mended)).containsExactly("draft MANUAL", "keyed EXECUTED", "after EXECUTED");
		assertThat(this.steps.executed()).containsExactly("keyed mended", "after keyed mended");
		restart();
		assertThat(this.flows.keyed("q")).isEqualTo("after keyed draft q");
		assertThat(this.steps.executed()).isEmpty();
	}

	@Test
	void whatWasNotRecordedBeforeDoesNotAnswerOthersByItsKey() {
		this.steps.failIn("keyed");
		assertThatThrownBy(() -> this.flows.keyed("q")).hasMessage("keyed failed");
		this.runs.resume(newest().runId(), ResumeOption.override("draft", "mended"));
		assertThat(this.flows.keyed("other")).isEqualTo("after keyed draft other");
	}

	@Test
	void whoExecutesTheSameAtTheSameTimeNeitherGivesNorGets() throws Exception {
		this.flows.slow("q");
		RunView origin = newest();
		this.context.getBean(MusubitoLineage.class).invalidate(origin.steps().get(0).nodeId());
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Steps.begun = begun;
		Steps.release = release;
		CompletableFuture<String> ordinary = CompletableFuture.supplyAsync(() -> this.flows.slow("q"));
		assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("slow", "mended"));
		assertThat(journal(mended)).containsExactly("slow MANUAL", "after EXECUTED");
		release.countDown();
		assertThat(ordinary.get(20, TimeUnit.SECONDS)).isEqualTo("after slow q");
	}

	@Test
	void modesDoNotChangeIt() {
		this.flows.nested("q");
		RunView origin = newest();
		Musubito musubito = this.context.getBean(Musubito.class);
		RunView refreshed = musubito.withMode(ReplayMode.REFRESH,
				() -> this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended")));
		assertThat(journal(refreshed)).containsExactly("draft MANUAL", "other EXECUTED", "outer EXECUTED",
				"after EXECUTED");
		assertThatExceptionOfType(ReplayMissException.class).isThrownBy(() -> musubito.withMode(ReplayMode.REPLAY_ONLY,
				() -> this.runs.resume(origin.runId(), ResumeOption.override("draft", "third"))));
		this.flows.keyed("x");
		RunView plain = newest();
		assertThatExceptionOfType(ReplayMissException.class).isThrownBy(() -> musubito.withMode(ReplayMode.REPLAY_ONLY,
				() -> this.runs.resume(plain.runId(), ResumeOption.override("draft", "third"))));
		assertThat(journal(newest())).containsExactly("draft MANUAL");
	}

	@Test
	void invalidatingTheGivenResultTakesItBack() {
		this.flows.keyed("q");
		RunView origin = newest();
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended"));
		assertThat(graph().invalidate(mended.steps().get(0).nodeId())).isEqualTo(3);
		this.steps.executed();
		RunView again = this.runs.resume(mended.runId(), ResumeOption.from("after"));
		assertThat(journal(again)).containsExactly("draft REPLAYED", "keyed REPLAYED", "after EXECUTED");
	}

	@Test
	void otherInvalidationsLeaveItAlone() {
		this.flows.nested("q");
		RunView origin = newest();
		RunView mended = this.runs.resume(origin.runId(), ResumeOption.override("draft", "mended"));
		graph().invalidate(origin.steps().get(0).nodeId());
		assertThat(graph().find(mended.steps().get(0).nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.MANUAL);
		assertThat(graph().find(mended.steps().get(3).nodeId()).orElseThrow().status()).isEqualTo(NodeStatus.SUCCESS);
	}

	private MusubitoLineage graph() {
		return this.context.getBean(MusubitoLineage.class);
	}

	private String nodeOf(RunView run, String result) {
		return run.steps()
			.stream()
			.filter((step) -> "draft".equals(step.operation()))
			.map(StepView::nodeId)
			.filter((node) -> this.flows.node(result.substring("draft ".length())).equals(node))
			.findFirst()
			.orElseThrow();
	}

	private RunView newest() {
		return this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
	}

	private static List<String> journal(RunView run) {
		return run.steps().stream().map((step) -> step.operation() + " " + step.outcome()).toList();
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Outer outer(Steps steps) {
			return new Outer(steps);
		}

		@Bean
		Child child(Steps steps) {
			return new Child(steps);
		}

		@Bean
		Flows flows(Steps steps, Outer outer, Child child, Musubito musubito) {
			return new Flows(steps, outer, child, musubito);
		}

	}

	static class Flows {

		private final Steps steps;

		private final Outer outer;

		private final Child child;

		private final Musubito musubito;

		Flows(Steps steps, Outer outer, Child child, Musubito musubito) {
			this.steps = steps;
			this.outer = outer;
			this.child = child;
			this.musubito = musubito;
		}

		@MusubitoPipeline("nested")
		String nested(String question) {
			return this.steps.after(this.outer.outer(question));
		}

		@MusubitoPipeline("twice")
		String twice(String question) {
			return this.steps.after(
					this.steps.draft(question) + ", " + this.steps.draft("other") + ", " + this.steps.draft(question));
		}

		@MusubitoPipeline("fan")
		String fan(List<String> items) {
			List<String> drafts = this.musubito.forEach(this.steps.ordered(items)).apply(this.steps::draft);
			return this.steps.after(String.join(", ", drafts));
		}

		@MusubitoPipeline("parent")
		String parent(String question) {
			return this.steps.after(this.child.child(question));
		}

		@MusubitoPipeline("code")
		String inTheCode(String question) {
			MusubitoResult<List<String>> coded = this.musubito.step(StepSpec.of("coded", StepType.DETERMINISTIC,
					new org.springframework.core.ParameterizedTypeReference<List<String>>() {
					})
				.input("question", question), () -> List.of("coded"));
			return this.steps.after(coded.value().toString());
		}

		@MusubitoPipeline("later")
		String later(String kind) {
			List<String> result = switch (kind) {
				case "mono" -> List.of(this.steps.mono(kind).block());
				case "future" -> List.of(this.steps.future(kind).join());
				case "flux" -> this.steps.flux(kind).collectList().block();
				default -> List.of(this.steps.wrapped(kind).value());
			};
			return this.steps.after(result.toString());
		}

		@MusubitoPipeline("keyed")
		String keyed(String question) {
			return this.steps.after(this.steps.keyed(this.steps.draft(question)));
		}

		@MusubitoPipeline("slow")
		String slow(String question) {
			return this.steps.after(this.steps.slow(question));
		}

		String node(String question) {
			return this.musubito.resultOf(this.steps.draft(question)).nodeId();
		}

	}

	static class Child {

		private final Steps steps;

		Child(Steps steps) {
			this.steps = steps;
		}

		@MusubitoPipeline("child")
		String child(String question) {
			return this.steps.draft(question);
		}

	}

	static class Outer {

		private final Steps steps;

		Outer(Steps steps) {
			this.steps = steps;
		}

		@MusubitoStep(name = "outer")
		String outer(String question) {
			this.steps.note("outer " + question);
			return "outer " + this.steps.draft(question) + " " + this.steps.other(question);
		}

	}

	static class Steps {

		static volatile CountDownLatch begun = new CountDownLatch(1);

		static volatile CountDownLatch release = new CountDownLatch(0);

		private final Queue<String> executed = new ConcurrentLinkedQueue<>();

		private final Queue<String> failing = new ConcurrentLinkedQueue<>();

		private volatile String suffix = "";

		private boolean reversed;

		List<String> executed() {
			List<String> all = List.copyOf(this.executed);
			this.executed.clear();
			return all;
		}

		void note(String entry) {
			this.executed.add(entry);
		}

		void failIn(String step) {
			this.failing.add(step);
		}

		void suffix(String newSuffix) {
			this.suffix = newSuffix;
		}

		void reverse() {
			this.reversed = true;
		}

		List<String> ordered(List<String> items) {
			return this.reversed ? items.stream().sorted(java.util.Comparator.reverseOrder()).toList() : items;
		}

		private String execute(String step, String argument) {
			if (this.failing.remove(step)) {
				throw new IllegalStateException(step + " failed");
			}
			this.executed.add(step + " " + argument);
			return step + " " + argument;
		}

		@MusubitoStep(name = "draft", type = StepType.STOCHASTIC)
		String draft(String question) {
			return execute("draft", question) + this.suffix;
		}

		@MusubitoStep(name = "other")
		String other(String question) {
			return execute("other", question) + this.suffix;
		}

		@MusubitoStep(name = "after")
		String after(String text) {
			return execute("after", text);
		}

		@MusubitoStep(name = "keyed", key = "'fixed'")
		String keyed(String text) {
			return execute("keyed", text);
		}

		@MusubitoStep(name = "mono")
		Mono<String> mono(String text) {
			return Mono.just(text);
		}

		@MusubitoStep(name = "future")
		CompletableFuture<String> future(String text) {
			return CompletableFuture.completedFuture(text);
		}

		@MusubitoStep(name = "flux")
		Flux<String> flux(String text) {
			return Flux.just(text);
		}

		@MusubitoStep(name = "wrapped")
		MusubitoResult<String> wrapped(String text) {
			return MusubitoResult.of(text);
		}

		@MusubitoStep(name = "slow")
		String slow(String text) {
			begun.countDown();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return "slow " + text;
		}

	}

}
