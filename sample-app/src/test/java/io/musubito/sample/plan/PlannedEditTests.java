package io.musubito.sample.plan;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.musubito.MusubitoLineage;
import io.musubito.MusubitoRuns;
import io.musubito.PlannedOutcome;
import io.musubito.RunPlan;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import io.musubito.StepView;
import io.musubito.sample.edit.EditedSample;
import io.musubito.sample.standin.Latency;
import io.musubito.sample.standin.ModelUse;
import io.musubito.sample.standin.StandIn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample is edited at random, and what is planned then is compared with what happens:
 * prompts, code, helpers, the pipelines themselves, properties, TTLs and the time,
 * inputs, invalidated results, and going back. {@code -Dmusubito.plan.edits=60} for more.
 */
@Tag("slow")
class PlannedEditTests {

	private static final long SEED = 20261129;

	private static final int EDITS = Integer.getInteger("musubito.plan.edits", 8);

	private static final String ANSWER = "java/io/musubito/sample/answer/";

	private static final String REVIEW = "java/io/musubito/sample/review/";

	private static final List<Edit> FILES = List.of(
			new Edit("resources/prompts/draft.st", "at most 4 sentences", "at most 3 sentences"),
			new Edit("resources/prompts/constraints.st", "Don't answer the question.", "Never answer the question."),
			new Edit("resources/prompts/investigate.st", "at most two sentences", "at most 2 sentences"),
			new Edit("resources/handbook/billing.md", "can be cancelled on", "may be cancelled on"),
			new Edit(ANSWER + "Validator.java", "wrote nothing", "wrote not a word"),
			new Edit(ANSWER + "Retriever.java", "LIMIT = 2", "LIMIT = 3"),
			new Edit(ANSWER + "Formatter.java", ".strip()", ".trim()"),
			new Edit(ANSWER + "AnswerPipeline.java", "\"Constraints:\\n\"", "\"The constraints:\\n\""),
			new Edit(REVIEW + "Planner.java", "LONG = 8", "LONG = 9"),
			new Edit(REVIEW + "Scorer.java", "case MINOR -> 1", "case MINOR -> 2"),
			new Edit(REVIEW + "ReviewPipeline.java", ".concurrency(4)", ".concurrency(3)"),
			new Edit(REVIEW + "Gate.java", "or more block", "and more block"));

	private static final Map<String, String> PROPERTIES = Map.of("spring.ai.openai.chat.model", "gpt-4o",
			"spring.ai.openai.chat.temperature", "0.5", "sample.answer.max-length", "900", "sample.review.block-at",
			"12", "musubito.steps.draft.ttl", "90m", "musubito.steps.format.version", "v2",
			"musubito.steps.validate.force-reexecution", "true", "musubito.steps.investigate.ttl", "3h");

	private static final List<String> QUESTIONS = List.of("When is a refund possible, in at most two sentences?",
			"How do I restore a folder as it was last week?");

	private static final List<String> DIFFS = List.of("discount-code", "customer-search");

	private static Instant now = Instant.parse("2026-11-29T12:00:00Z");

	@TempDir
	private Path directory;

	private final Random random = new Random(SEED);

	private final Set<String> properties = new HashSet<>();

	private final Map<String, String> latest = new LinkedHashMap<>();

	private int steps;

	private int plannedToRun;

	private int thatRan;

	private int plannedToReplay;

	@Test
	void noStepRunsThatWasPlannedToReplay() throws Exception {
		EditedSample sample = new EditedSample(this.directory.resolve("sample"),
				"--musubito.store.path=" + this.directory.resolve("store/musubito.db"), "--logging.level.root=warn");
		List<Edit> edits = new ArrayList<>(FILES);
		try (StandIn model = StandIn.start(Latency.NONE)) {
			sample.set("sample.stand-in.address", model.address());
			try (ConfigurableApplicationContext context = sample.start(TestClock.class)) {
				for (int i = 0; i < QUESTIONS.size(); i++) {
					call(context, "answer", QUESTIONS.get(i));
					call(context, "review", DIFFS.get(i));
				}
			}
			for (int i = 0; i < EDITS; i++) {
				List<String> story = new ArrayList<>();
				for (int many = 1 + this.random.nextInt(2); many > 0; many--) {
					story.add(change(sample, edits));
				}
				String seen = i + " " + story;
				try (ConfigurableApplicationContext context = sample.start(TestClock.class)) {
					if (this.random.nextInt(6) == 0) {
						invalidate(context);
					}
					check(context, model, seen, "answer", QUESTIONS.get(this.random.nextInt(QUESTIONS.size())));
					check(context, model, seen, "review", DIFFS.get(this.random.nextInt(DIFFS.size())));
				}
			}
		}
		System.out.printf("%d edits, %d steps: %d planned to replay, %d planned to run, of which %d ran, %d may run%n",
				EDITS, this.steps, this.plannedToReplay, this.plannedToRun, this.thatRan,
				this.steps - this.plannedToReplay - this.plannedToRun);
		assertThat(this.plannedToRun).isPositive();
		assertThat(this.plannedToReplay).isPositive();
		assertThat(this.thatRan).isGreaterThanOrEqualTo((int) Math.ceil(this.plannedToRun * 0.95));
	}

	private String change(EditedSample sample, List<Edit> edits) throws Exception {
		int kind = this.random.nextInt(10);
		if (kind < 6) {
			int index = this.random.nextInt(edits.size());
			Edit edit = edits.get(index);
			sample.edit(edit.file, edit.from, edit.to);
			edits.set(index, edit.back());
			return edit.toString();
		}
		if (kind < 9) {
			String key = List.copyOf(new TreeMap<>(PROPERTIES).keySet()).get(this.random.nextInt(PROPERTIES.size()));
			if (this.properties.remove(key)) {
				sample.unset(key);
				return key + " as before";
			}
			this.properties.add(key);
			sample.set(key, PROPERTIES.get(key));
			return key + "=" + PROPERTIES.get(key);
		}
		now = now.plus(Duration.ofMinutes(80));
		return "80 minutes later";
	}

	private static void invalidate(ConfigurableApplicationContext context) {
		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		RunView run = runs.find(runs.recent(1).get(0).runId()).orElseThrow();
		context.getBean(MusubitoLineage.class).invalidate(run.steps().get(run.steps().size() / 2).nodeId());
	}

	private void check(ConfigurableApplicationContext context, StandIn model, String story, String pipeline,
			String input) throws Exception {
		ModelUse before = model.use();
		RunPlan plan = context.getBean(MusubitoRuns.class).plan(this.latest.get(input));
		assertThat(model.use()).as("a plan asks no model").isEqualTo(before);
		RunView run = call(context, pipeline, input);
		String both = story + "\n" + plan + "\n"
				+ run.steps().stream().map((step) -> step.operation() + " " + step.outcome()).toList();
		Map<String, Integer> ran = new TreeMap<>();
		for (StepView step : run.steps()) {
			ran.merge(step.operation(), (step.outcome() == StepOutcome.EXECUTED) ? 1 : 0, Integer::sum);
		}
		Map<String, Integer> mayRun = count(plan, PlannedOutcome.RUNS, PlannedOutcome.MAY_RUN);
		ran.forEach((operation, times) -> assertThat(times).as(operation + ": " + both)
			.isLessThanOrEqualTo(mayRun.getOrDefault(operation, 0)));
		this.steps += plan.steps().size();
		this.plannedToReplay += plan.replays().steps();
		count(plan, PlannedOutcome.RUNS).forEach((operation, times) -> {
			this.plannedToRun += times;
			this.thatRan += Math.min(times, ran.getOrDefault(operation, 0));
			if (times > ran.getOrDefault(operation, 0)) {
				System.out.println("Did not run: " + operation + " " + both);
			}
		});
	}

	private static Map<String, Integer> count(RunPlan plan, PlannedOutcome... outcomes) {
		Map<String, Integer> count = new TreeMap<>();
		plan.steps()
			.stream()
			.filter((step) -> List.of(outcomes).contains(step.outcome()))
			.forEach((step) -> count.merge(step.operation(), 1, Integer::sum));
		return count;
	}

	private RunView call(ConfigurableApplicationContext context, String pipeline, String input) throws Exception {
		Object bean = context.getBean(pipeline + "Pipeline");
		var method = bean.getClass().getMethod(pipeline, String.class);
		method.invoke(bean, input);
		MusubitoRuns runs = context.getBean(MusubitoRuns.class);
		RunView run = runs.find(runs.recent(1, pipeline).get(0).runId()).orElseThrow();
		this.latest.put(input, run.runId());
		return run;
	}

	/**
	 * A change of a file, and then the way back.
	 */
	private record Edit(String file, String from, String to) {

		private Edit back() {
			return new Edit(this.file, this.to, this.from);
		}

	}

	/**
	 * The application has a clock that stands still.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TestClock {

		@Bean
		Clock clock() {
			return Clock.fixed(now, ZoneOffset.UTC);
		}

	}

}
