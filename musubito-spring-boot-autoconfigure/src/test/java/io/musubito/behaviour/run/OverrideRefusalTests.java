package io.musubito.behaviour.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.ReplayMode;
import io.musubito.ResumeOption;
import io.musubito.RunView;
import io.musubito.StepType;
import io.musubito.testing.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A result that can't be given is refused before anything runs.
 */
@Tag("slow")
@Timeout(60)
class OverrideRefusalTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Flow flow;

	private MusubitoRuns runs;

	private RunView origin;

	@BeforeEach
	void start() {
		this.context = Engine.in(this.directory).start(Application.class);
		this.flow = this.context.getBean(Flow.class);
		this.runs = this.context.getBean(MusubitoRuns.class);
		this.flow.run("q");
		this.origin = this.runs.find(this.runs.recent(1).get(0).runId()).orElseThrow();
	}

	@AfterEach
	void stop() {
		assertThat(this.runs.recent(10)).hasSize(1);
		this.context.close();
	}

	static Stream<Arguments> valuesOfAnotherType() {
		return Stream.of(Arguments.of("text", 1), Arguments.of("text", List.of("a")), Arguments.of("count", null),
				Arguments.of("count", "1"), Arguments.of("count", 1L), Arguments.of("numbers", List.of("1")),
				Arguments.of("numbers", List.of(1.5)), Arguments.of("numbers", Map.of("a", 1)),
				Arguments.of("scores", Map.of("a", List.of("x"))), Arguments.of("answer", "text"),
				Arguments.of("answer", new Other("a", 1)), Arguments.of("maybe", "text"),
				Arguments.of("maybe", Optional.of(1)), Arguments.of("nothing", "text"),
				Arguments.of("numbers", self()));
	}

	private static List<Object> self() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		return list;
	}

	@ParameterizedTest
	@MethodSource("valuesOfAnotherType")
	void valuesOfAnotherTypeAre(String step, @Nullable Object value) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.runs.resume(this.origin.runId(), ResumeOption.override(step, value)))
			.withMessageStartingWith("Step '" + step + "' of run '" + this.origin.runId()
					+ "' can't be overridden: the value is none that its method could have returned: ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "text|1", "text|not json", "text|\"a\" \"b\"", "text|", "count|null", "count|\"1\"", "count|1.5",
					"count|true", "count|99999999999", "numbers|[\"1\"]", "numbers|{}", "numbers|1", "answer|{}",
					"answer|{\"text\": \"a\"}", "answer|{\"text\": \"a\", \"score\": \"1\"}",
					"answer|{\"text\": \"a\", \"score\": 1, \"more\": 2}", "answer|{\"text\": \"a\", \"score\": null}",
					"answers|[{\"text\": \"a\"}]", "answer|[]", "scores|{\"a\": [\"x\"]}", "nothing|1",
					"unique|[\"a\", \"a\"]" })
	void jsonOfAnotherTypeIs(String step, @Nullable String json) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.runs.resume(this.origin.runId(),
					ResumeOption.overrideWithJson(step, (json != null) ? json : "")))
			.withMessageContaining("the value is none that its method could have returned: ");
	}

	@Test
	void anEffectIs() {
		refused("it is an effect", "resolveEffect", ResumeOption.override("mail", "sent"));
	}

	@Test
	void aStepThatTheRunDoesNotHaveIs() {
		refused("it has no such step",
				"It has answer, answers, caller, count, inner, mail, many, maybe, nothing, numbers",
				ResumeOption.override("missing", "a"));
		refused("it has no such step", "answer", ResumeOption.override("unused", "a"));
	}

	@Test
	void aStepThatWasCalledWithSeveralInputsIs() {
		String[] nodes = this.origin.steps()
			.stream()
			.filter((step) -> "many".equals(step.operation()))
			.map((step) -> step.nodeId())
			.toArray(String[]::new);
		refused("several inputs", nodes[0] + " (many[1])", ResumeOption.override("many", "a"));
		refused("several inputs", nodes[1] + " (many[2])", ResumeOption.override("many", "a"));
	}

	@Test
	void twoValuesForOneCallAre() {
		refused("it has a value already", "Give one", ResumeOption.override("text", "a"),
				ResumeOption.override("text", "b"));
		String node = this.origin.steps()
			.stream()
			.filter((step) -> "text".equals(step.operation()))
			.findFirst()
			.orElseThrow()
			.nodeId();
		refused("it has a value already", "Give one", ResumeOption.override("text", "a"),
				ResumeOption.override(node, "a"));
		refused("only one of them can be used", "caller", ResumeOption.override("caller", "a"),
				ResumeOption.override("inner", "b"));
		refused("only one of them can be used", "caller", ResumeOption.override("inner", "a"),
				ResumeOption.override("caller", "b"));
	}

	@Test
	void aStepThatIsExecutedAgainIs() {
		refused("resumed from that step too", "Say one", ResumeOption.override("text", "a"), ResumeOption.from("text"));
	}

	@Test
	void modeOffIs() {
		Musubito musubito = this.context.getBean(Musubito.class);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> musubito.withMode(ReplayMode.OFF,
					() -> this.runs.resume(this.origin.runId(), ResumeOption.override("text", "a"))))
			.withMessageContaining("the mode is OFF");
	}

	private void refused(String why, String more, ResumeOption... options) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.runs.resume(this.origin.runId(), options))
			.withMessageContaining(why)
			.withMessageContaining(more);
	}

	record Answer(String text, int score) {

	}

	record Other(String text, int score) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Steps steps() {
			return new Steps();
		}

		@Bean
		Caller caller(Steps steps) {
			return new Caller(steps);
		}

		@Bean
		Flow flow(Steps steps, Caller caller) {
			return new Flow(steps, caller);
		}

	}

	static class Flow {

		private final Steps steps;

		private final Caller caller;

		Flow(Steps steps, Caller caller) {
			this.steps = steps;
			this.caller = caller;
		}

		@MusubitoPipeline("flow")
		void run(String question) {
			this.steps.text(question);
			this.steps.count(question);
			this.steps.numbers(question);
			this.steps.scores(question);
			this.steps.answer(question);
			this.steps.answers(question);
			this.steps.maybe(question);
			this.steps.nothing(question);
			this.steps.unique(question);
			this.steps.many("a");
			this.steps.many("b");
			this.caller.caller(question);
			this.steps.mail(question);
		}

	}

	static class Caller {

		private final Steps steps;

		Caller(Steps steps) {
			this.steps = steps;
		}

		@MusubitoStep(name = "caller")
		String caller(String question) {
			return "caller " + this.steps.inner(question);
		}

	}

	static class Steps {

		@MusubitoStep(name = "text")
		String text(String question) {
			return "text " + question;
		}

		@MusubitoStep(name = "count")
		int count(String question) {
			return question.length();
		}

		@MusubitoStep(name = "numbers")
		List<Integer> numbers(String question) {
			return List.of(question.length());
		}

		@MusubitoStep(name = "scores")
		Map<String, List<Integer>> scores(String question) {
			return Map.of(question, List.of(1));
		}

		@MusubitoStep(name = "answer")
		Answer answer(String question) {
			return new Answer(question, 1);
		}

		@MusubitoStep(name = "answers")
		List<Answer> answers(String question) {
			return List.of(new Answer(question, 1));
		}

		@MusubitoStep(name = "maybe")
		Optional<String> maybe(String question) {
			return Optional.of(question);
		}

		@MusubitoStep(name = "unique")
		java.util.Set<String> unique(String question) {
			return java.util.Set.of(question);
		}

		@MusubitoStep(name = "nothing")
		void nothing(String question) {
		}

		@MusubitoStep(name = "many")
		String many(String question) {
			return "many " + question;
		}

		@MusubitoStep(name = "inner")
		String inner(String question) {
			return "inner " + question;
		}

		@MusubitoStep(name = "unused")
		String unused(String question) {
			return "unused " + question;
		}

		@MusubitoStep(name = "mail", type = StepType.EXTERNAL_EFFECT)
		String mail(String question) {
			return "sent";
		}

	}

}
