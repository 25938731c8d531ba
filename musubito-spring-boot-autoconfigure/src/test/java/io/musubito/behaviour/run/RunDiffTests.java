package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.OutputDiff;
import io.musubito.Reason;
import io.musubito.ReplayMode;
import io.musubito.ResumeOption;
import io.musubito.RunCause;
import io.musubito.RunDiff;
import io.musubito.StepDiff;
import io.musubito.StepDifference;
import io.musubito.testing.Engine;
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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What differs between two runs.
 */
@Timeout(60)
class RunDiffTests {

	@MusubitoIgnore
	private static final ConcurrentHashMap<String, String> answers = new ConcurrentHashMap<>();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Pipelines pipelines;

	private MusubitoRuns runs;

	@BeforeEach
	void start() {
		answers.clear();
		start("app.tone=friendly");
	}

	private void start(String... properties) {
		this.context = Engine.in(this.directory).start(Application.class, properties);
		this.pipelines = this.context.getBean(Pipelines.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	@Test
	void aRunDoesNotDifferFromItself() {
		String run = run((pipelines) -> pipelines.answer("why", "calm"));
		assertThat(this.runs.diff(run, run).isEmpty()).isTrue();
	}

	@Test
	void aReplayDiffersInWhatExecutedAndHasNoCause() {
		String cold = run((pipelines) -> pipelines.answer("why", "calm"));
		String warm = run((pipelines) -> pipelines.answer("why", "calm"));
		RunDiff diff = this.runs.diff(cold, warm);
		assertThat(diff.causes()).isEmpty();
		assertThat(diff.steps()).extracting(StepDiff::difference).containsOnly(StepDifference.EXECUTED_IN_ONE);
		assertThat(diff.before().executed()).isEqualTo(diff.after().replayed()).isEqualTo(diff.steps().size());
	}

	@Test
	void namesAnArgumentOnceAndTellsWhatWasMadeOfOtherResults() {
		String before = run((pipelines) -> pipelines.answer("why", "calm"));
		String after = run((pipelines) -> pipelines.answer("how", "calm"));
		RunDiff diff = this.runs.diff(before, after);
		assertThat(diff.causes()).singleElement().satisfies((cause) -> {
			assertThat(cause.reason()).isEqualTo(Reason.INPUT_CHANGED);
			assertThat(cause.change()).hasToString("input.question: why → how");
		});
		assertThat(this.runs.diff(after, before).causes()).singleElement()
			.extracting(RunCause::change)
			.hasToString("input.question: how → why");
	}

	@Test
	void namesBothOfTwoArguments() {
		String before = run((pipelines) -> pipelines.answer("why", "calm"));
		String after = run((pipelines) -> pipelines.answer("how", "loud"));
		assertThat(this.runs.diff(before, after).causes()).extracting((cause) -> cause.change().toString())
			.containsExactlyInAnyOrder("input.question: why → how", "input.mood: calm → loud");
	}

	@Test
	void comparesTextsByWordAlthoughTheNodeHasAnotherResultByNow() {
		answers.put("draft", "The quick fox is here.");
		String before = run((pipelines) -> pipelines.answer("why", "calm"));
		answers.put("draft", "The slow fox is here.");
		String after = this.runs.resume(before, ResumeOption.from("draft")).runId();
		RunDiff diff = this.runs.diff(before, after);
		assertThat(diff.causes()).singleElement().satisfies((cause) -> {
			assertThat(cause.reason()).isEqualTo(Reason.FORCED);
			assertThat(cause.change().component()).isEqualTo("resumed from draft");
			assertThat(cause.operations()).containsExactly("draft");
		});
		assertThat(step(diff, "draft").output().changes()).singleElement()
			.hasToString("$: The [-quick-]{+slow+} fox is here.");
		assertThat(diff.toString()).contains("OUTPUT_CHANGED", "resumed from draft", "[-quick-]{+slow+}");
	}

	@Test
	void namesWhatARunInBetweenDid() {
		answers.put("draft", "The quick fox is here.");
		String before = run((pipelines) -> pipelines.answer("why", "calm"));
		answers.put("draft", "The slow fox is here.");
		this.runs.resume(before, ResumeOption.from("draft"));
		String after = run((pipelines) -> pipelines.answer("why", "calm"));
		RunDiff diff = this.runs.diff(before, after);
		assertThat(diff.after().executed()).isZero();
		assertThat(diff.causes()).singleElement().satisfies((cause) -> {
			assertThat(cause.reason()).isEqualTo(Reason.FORCED);
			assertThat(cause.change().component()).isEqualTo("resumed from draft");
		});
		assertThat(this.runs.diff(after, before).causes()).hasSameElementsAs(diff.causes());
	}

	@Test
	void namesAnInvalidation() {
		String before = run((pipelines) -> pipelines.answer("why", "calm"));
		String node = this.runs.find(before).orElseThrow().steps().get(0).nodeId();
		this.context.getBean(MusubitoLineage.class).invalidate(node);
		String after = run((pipelines) -> pipelines.answer("why", "calm"));
		assertThat(this.runs.diff(before, after).causes()).singleElement().satisfies((cause) -> {
			assertThat(cause.reason()).isEqualTo(Reason.STALE);
			assertThat(cause.change().component()).isEqualTo("by invalidation");
			assertThat(cause.operations()).containsExactly("retrieve");
		});
	}

	@Test
	void namesThatAllWasForced() {
		String before = run((pipelines) -> pipelines.answer("why", "calm"));
		String after = run((all) -> this.context.getBean(Musubito.class)
			.withMode(ReplayMode.REFRESH, () -> all.answer("why", "calm")));
		assertThat(this.runs.diff(before, after).causes()).singleElement()
			.extracting(RunCause::reason)
			.isEqualTo(Reason.FORCED);
	}

	@Test
	void pairsTheItemsOfAListByWhatTheyAre() {
		String before = run((pipelines) -> pipelines.rate(List.of("red apple", "green pear", "blue plum")));
		stop();
		start("app.tone=formal");
		String after = run((pipelines) -> pipelines.rate(List.of("ripe blue plum", "red apple")));
		RunDiff diff = this.runs.diff(before, after);
		assertThat(diff.steps())
			.extracting((step) -> step.difference() + " " + ((step.before() != null) ? step.before().nodeId() : null))
			.containsExactly("OUTPUT_CHANGED " + node(before, 3), "OUTPUT_CHANGED " + node(before, 1),
					"REMOVED " + node(before, 2));
		assertThat(diff.causes()).extracting((cause) -> cause.change().toString())
			.containsExactlyInAnyOrder("property app.tone: friendly → formal",
					"input.item: blue plum → ripe blue plum");
	}

	@Test
	void namesAnArgumentThatDecidesHowManyStepsThereAre() {
		String before = run((pipelines) -> pipelines.rate(List.of("red apple", "green pear")));
		String after = run((pipelines) -> pipelines.rate(List.of("green pear")));
		RunDiff diff = this.runs.diff(before, after);
		assertThat(diff.steps()).extracting(StepDiff::difference)
			.containsExactly(StepDifference.EXECUTED_IN_ONE, StepDifference.REMOVED);
		assertThat(diff.causes()).isNotEmpty().allSatisfy((cause) -> {
			assertThat(cause.reason()).isEqualTo(Reason.INPUT_CHANGED);
			assertThat(cause.change().component()).startsWith("arguments $[0]");
		});
	}

	@Test
	void pairsStepsOfChildRunsAndThoseThatAReplayedStepCalled() {
		String before = run((pipelines) -> pipelines.outer("x"));
		String after = run((pipelines) -> pipelines.outer("x"));
		RunDiff diff = this.runs.diff(before, after);
		assertThat(diff.steps(StepDifference.ADDED)).isEmpty();
		assertThat(diff.steps(StepDifference.REMOVED)).isEmpty();
		assertThat(diff.steps()).extracting(StepDiff::operation).contains("enclosing", "inner", "retrieve");
		assertThat(diff.causes()).isEmpty();
	}

	@Test
	void showsAFailureAndWhatWasNotReached() {
		String before = run((pipelines) -> pipelines.answer("why", "calm"));
		answers.put("fail", "draft");
		String node = node(before, 2);
		this.context.getBean(MusubitoLineage.class).invalidate(node);
		String after = run((all) -> catchThrowable(() -> all.answer("why", "calm")));
		RunDiff diff = this.runs.diff(before, after);
		assertThat(step(diff, "draft").difference()).isEqualTo(StepDifference.FAILED_IN_ONE);
		assertThat(step(diff, "draft").error()).contains("no draft");
		assertThat(step(diff, "format").difference()).isEqualTo(StepDifference.REMOVED);
	}

	@Test
	void saysThatAResultIsDamagedOrTooLong() throws Exception {
		answers.put("draft", words(400_000, "a"));
		String before = run((pipelines) -> pipelines.answer("why", "calm"));
		answers.put("draft", words(400_000, "b"));
		String after = this.runs.resume(before, ResumeOption.from("draft")).runId();
		long start = System.nanoTime();
		OutputDiff output = step(this.runs.diff(before, after), "draft").output();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		assertThat(output.note()).contains("Too long");
		assertThat(output.changes()).singleElement()
			.satisfies((change) -> assertThat(change.before().length()).isLessThan(600));
		try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + Engine.in(this.directory).store());
				Statement statement = database.createStatement()) {
			statement.executeUpdate("UPDATE musubito_artifact SET payload = NULL");
			statement.executeUpdate("UPDATE musubito_node_details SET components = 'x'");
		}
		RunDiff damaged = this.runs.diff(before, after);
		assertThat(step(damaged, "draft").output().note()).contains("gone or damaged");
		assertThat(damaged.notes()).isNotEmpty();
	}

	@Test
	void refusesRunsThatCanNotBeCompared() {
		String run = run((pipelines) -> pipelines.answer("why", "calm"));
		String other = run((pipelines) -> pipelines.outer("x"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.runs.diff(run, "none"))
			.withMessage("There is no run 'none'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.runs.diff(run, other))
			.withMessageContaining("only runs of one pipeline can be compared");
	}

	private String run(Consumer<Pipelines> call) {
		call.accept(this.pipelines);
		return this.runs.recent(10)
			.stream()
			.filter((run) -> run.parentRunId() == null)
			.findFirst()
			.orElseThrow()
			.runId();
	}

	private String node(String runId, int sequence) {
		return this.runs.find(runId).orElseThrow().steps().get(sequence - 1).nodeId();
	}

	private static StepDiff step(RunDiff diff, String operation) {
		return diff.steps().stream().filter((step) -> step.operation().equals(operation)).findFirst().orElseThrow();
	}

	private static String words(int count, String prefix) {
		return IntStream.range(0, count).mapToObj((i) -> prefix + i).collect(Collectors.joining(" "));
	}

	static class Steps {

		private final Steps self;

		Steps(@Lazy Steps self) {
			this.self = self;
		}

		@MusubitoStep(name = "retrieve")
		String retrieve(String question) {
			return "passage on " + question;
		}

		@MusubitoStep(name = "draft")
		String draft(String prompt, String mood) {
			if ("draft".equals(answers.get("fail"))) {
				throw new IllegalStateException("no draft");
			}
			return answers.getOrDefault("draft", "draft of " + prompt);
		}

		@MusubitoStep(name = "format")
		String format(String draft) {
			return draft.strip() + "!";
		}

		@MusubitoStep(name = "rate", properties = "app.tone")
		String rate(String item) {
			return System.nanoTime() + " " + item;
		}

		@MusubitoStep(name = "enclosing")
		String enclosing(String text) {
			return this.self.inner(text) + this.self.inner(text + "2");
		}

		@MusubitoStep(name = "inner")
		String inner(String text) {
			return "<" + text + ">";
		}

	}

	static class Pipelines {

		private final Steps steps;

		private final Musubito musubito;

		private final Pipelines self;

		Pipelines(Steps steps, Musubito musubito, @Lazy Pipelines self) {
			this.steps = steps;
			this.musubito = musubito;
			this.self = self;
		}

		@MusubitoPipeline("answer")
		String answer(String question, String mood) {
			String passage = this.steps.retrieve(question);
			return this.steps.format(this.steps.draft("Use this: " + passage, mood));
		}

		@MusubitoPipeline("rate")
		List<String> rate(List<String> items) {
			return this.musubito.forEach(items).concurrency(1).apply(this.steps::rate);
		}

		@MusubitoPipeline("outer")
		String outer(String text) {
			return this.self.nested(text) + this.self.nested(text + "+") + this.steps.enclosing(text);
		}

		@MusubitoPipeline("nested")
		String nested(String text) {
			return this.steps.retrieve(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps(@Lazy Steps self) {
			return new Steps(self);
		}

		@Bean
		Pipelines pipelines(Steps steps, Musubito musubito, @Lazy Pipelines self) {
			return new Pipelines(steps, musubito, self);
		}

	}

}
