package io.musubito.behaviour.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.Reason;
import io.musubito.StepDefinitionException;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.UnhashableInputException;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What identifies a call of a step without an annotation.
 */
class BodyStepIdentityTests {

	private static final String MODEL = "spring.ai.openai.chat.model=";

	private static final AtomicInteger executions = new AtomicInteger();

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Agent agent;

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void start(String... properties) {
		if (this.context != null) {
			this.context.close();
		}
		this.context = Engine.in(this.directory).start(Application.class, properties);
		this.agent = this.context.getBean("kind", Agent.class);
		executions.set(0);
	}

	@Test
	void anotherModelRunsAStochasticBodyAgain() {
		start(MODEL + "gpt-4o");
		this.agent.draft("q");
		start(MODEL + "gpt-5");
		this.agent.draft("q");
		this.agent.fact("q");
		assertThat(executions).hasValue(2);
		start(MODEL + "gpt-5", "spring.ai.openai.chat.temperature=1");
		this.agent.draft("q");
		this.agent.fact("q");
		assertThat(executions).as("the deterministic one is replayed").hasValue(1);
		start(MODEL + "gpt-4o");
		this.agent.draft("q");
		assertThat(executions).as("going back").hasValue(0);
	}

	@Test
	void theDefaultTtlOfTheTypeHolds() {
		start("musubito.defaults.stochastic.ttl=0");
		this.agent.draft("q");
		this.agent.draft("q");
		assertThat(executions).hasValue(2);
		this.agent.draftWithTtl("q");
		this.agent.draftWithTtl("q");
		assertThat(executions).as("its own goes before the default").hasValue(3);
	}

	@Test
	void whatTheConfigurationSaysOfTheStepHolds() {
		start();
		this.agent.draft("q");
		start("musubito.steps.draft.version=v2");
		this.agent.draft("q");
		assertThat(executions).hasValue(1);
		start("musubito.steps.draft.ttl=0");
		this.agent.draft("q");
		this.agent.draft("q");
		assertThat(executions).hasValue(2);
		start("musubito.steps.draft.replay=false");
		this.agent.draft("q");
		assertThat(executions).hasValue(1);
		start("musubito.steps.draft.force-reexecution=true");
		this.agent.draft("q");
		assertThat(executions).hasValue(1);
	}

	@Test
	void aNameThatNoStepInTheCodeHasFailsTheStart() {
		start();
		Engine.in(this.directory)
			.runner(Application.class)
			.withPropertyValues("musubito.steps.drafd.ttl=1h")
			.run((started) -> assertThat(StartupFailure.description(started)).contains("musubito.steps.drafd")
				.contains("Did you mean 'draft'?"));
	}

	@Test
	void aVariableThatIsOneInputOrAnotherIsToldApart() {
		start();
		assertThat(this.agent.pick("left", "right", true)).isEqualTo("picked left");
		assertThat(this.agent.pick("left", "right", false)).isEqualTo("picked right");
		assertThat(this.agent.pick("left", "right", true)).isEqualTo("picked left");
		assertThat(executions).hasValue(2);
	}

	@Test
	void aFlagThatEqualsOtherInputsIsToldApart() {
		start();
		assertThat(this.agent.flags(true, false, true)).isEqualTo("dry run true");
		assertThat(this.agent.flags(true, false, false)).isEqualTo("dry run false");
	}

	@Test
	void aNumberThatEqualsAnInputIsToldApart() {
		start();
		assertThat(this.agent.clamp(3, 7, 5)).isEqualTo("clamped 5");
		assertThat(this.agent.clamp(3, 7, 9)).isEqualTo("clamped 7");
		assertThat(this.agent.clamp(3, 7, 1)).isEqualTo("clamped 3");
	}

	@Test
	void aVariableThatIsNullSometimesIsToldApart() {
		start();
		assertThat(this.agent.optional("hint", true)).isEqualTo("with hint");
		assertThat(this.agent.optional("hint", false)).isEqualTo("with null");
	}

	@Test
	void twoVariablesThatExchangeTheirValuesAreToldApart() {
		start();
		assertThat(this.agent.ordered("a", "b", false)).isEqualTo("a before b");
		assertThat(this.agent.ordered("a", "b", true)).isEqualTo("b before a");
	}

	@Test
	void aVariableThatIsEqualButNotTheSameIsComparedByContent() {
		start();
		Row input = new Row(1, "old");
		Row other = new Row(1, "new");
		assertThat(input).isEqualTo(other);
		assertThatExceptionOfType(UnhashableInputException.class).isThrownBy(() -> this.agent.row(input, other))
			.withMessageContaining(".input(name, value)");
		assertThat(this.agent.row(input, input)).isEqualTo("row old");
		assertThat(this.agent.tags(List.of("a", "b"), List.of("a", "b"))).isEqualTo("tags [a, b]");
	}

	@Test
	void theBeanThatABodyUsesCounts() {
		start();
		Agent harsh = this.context.getBean("harsh", Agent.class);
		assertThat(this.agent.draft("q")).isEqualTo("kind answers q");
		assertThat(harsh.draft("q")).isEqualTo("harsh answers q");
		Musubito musubito = this.context.getBean(Musubito.class);
		assertThat(chosen(musubito, this.agent)).isEqualTo("kind says q");
		assertThat(chosen(musubito, harsh)).isEqualTo("harsh says q");
		assertThat(both(musubito, this.agent, harsh)).isEqualTo("kind says q, harsh says q");
		assertThat(both(musubito, harsh, this.agent)).isEqualTo("harsh says q, kind says q");
		assertThat(reference(musubito, this.agent)).isEqualTo("kind");
		assertThat(reference(musubito, harsh)).isEqualTo("harsh");
	}

	private static String chosen(Musubito musubito, Agent agent) {
		return musubito
			.step(StepSpec.of("chosen", StepType.STOCHASTIC, String.class).input("question", "q"),
					() -> agent.says("q"))
			.value();
	}

	private static String both(Musubito musubito, Agent one, Agent other) {
		return musubito
			.step(StepSpec.of("both", StepType.STOCHASTIC, String.class).input("question", "q"),
					() -> one.says("q") + ", " + other.says("q"))
			.value();
	}

	private static String reference(Musubito musubito, Agent agent) {
		return musubito.step(StepSpec.of("reference", StepType.STOCHASTIC, String.class), agent::name).value();
	}

	@Test
	void anEnclosingStepIsReplayedAfterARestart() {
		start(MODEL + "x");
		this.agent.enclosing("q");
		start(MODEL + "x");
		this.agent.enclosing("q");
		assertThat(executions).hasValue(0);
	}

	@Test
	void anEnclosingBodyAndAnEffectAreReplayedAfterARestart() {
		start(MODEL + "x");
		this.agent.outer("q");
		this.agent.enclosingEffect("q");
		start(MODEL + "x");
		this.agent.outer("q");
		this.agent.enclosingEffect("q");
		assertThat(executions).hasValue(0);
	}

	@Test
	void anEnclosingStepRunsAgainWhenTheConfigurationOfTheInnerOneChanged() {
		start(MODEL + "x", "musubito.steps.draft.version=v1");
		this.agent.enclosing("q");
		start(MODEL + "y", "musubito.steps.draft.version=v1");
		String nodeId = nodeId(this.agent.enclosing("q"));
		assertThat(executions).hasValue(2);
		assertThat(this.context.getBean(MusubitoLineage.class).explain(nodeId).reason())
			.isEqualTo(Reason.CONFIGURATION_CHANGED);
		start(MODEL + "y");
		nodeId = nodeId(this.agent.enclosing("q"));
		assertThat(executions).hasValue(2);
		assertThat(this.context.getBean(MusubitoLineage.class).explain(nodeId).reason())
			.isEqualTo(Reason.VERSION_CHANGED);
		start(MODEL + "y", "musubito.defaults.stochastic.ttl=0");
		this.agent.enclosing("q");
		assertThat(executions).hasValue(2);
	}

	private String nodeId(String result) {
		return this.context.getBean(Musubito.class).resultOf(result).nodeId();
	}

	@Test
	void twoBodiesWithOneNameDoNotDisturbTheStepsAroundThem() {
		start();
		this.agent.aroundFirst("q");
		this.agent.aroundSecond("q");
		this.agent.aroundFirst("q");
		this.agent.aroundSecond("q");
		assertThat(executions).hasValue(4);
		start();
		this.agent.aroundSecond("q");
		this.agent.aroundFirst("q");
		assertThat(executions).hasValue(0);
	}

	@Test
	void twoBodiesWithOneNameAreRefusedWhereNothingTellsThemApart() {
		start("musubito.fingerprint.code=none");
		this.agent.aroundFirst("q");
		assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> this.agent.aroundSecond("q"))
			.withMessageContaining("Two bodies have the name 'same'")
			.withMessageContaining("another name");
	}

	private static final class Row {

		private final int id;

		private final String text;

		private Row(int id, String text) {
			this.id = id;
			this.text = text;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Row row && this.id == row.id;
		}

		@Override
		public int hashCode() {
			return this.id;
		}

	}

	static class Agent {

		private final Musubito musubito;

		private final String name;

		Agent(Musubito musubito, String name) {
			this.musubito = musubito;
			this.name = name;
		}

		String name() {
			return this.name;
		}

		String says(String question) {
			return this.name + " says " + question;
		}

		String draft(String question) {
			return this.musubito
				.step(StepSpec.of("draft", StepType.STOCHASTIC, String.class).input("question", question), () -> {
					executions.incrementAndGet();
					return this.name + " answers " + question;
				})
				.value();
		}

		String draftWithTtl(String question) {
			return this.musubito.step(StepSpec.of("lasting", StepType.STOCHASTIC, String.class)
				.input("question", question)
				.ttl(Duration.ofHours(1)), () -> {
					executions.incrementAndGet();
					return question;
				}).value();
		}

		String fact(String question) {
			return this.musubito
				.step(StepSpec.of("fact", StepType.DETERMINISTIC, String.class).input("question", question), () -> {
					executions.incrementAndGet();
					return question;
				})
				.value();
		}

		String pick(String left, String right, boolean preferLeft) {
			String picked = preferLeft ? left : right;
			return this.musubito.step(
					StepSpec.of("pick", StepType.DETERMINISTIC, String.class).input("left", left).input("right", right),
					() -> {
						executions.incrementAndGet();
						return "picked " + picked;
					})
				.value();
		}

		String flags(boolean verbose, boolean strict, boolean dryRun) {
			return this.musubito
				.step(StepSpec.of("flags", StepType.DETERMINISTIC, String.class)
					.input("verbose", verbose)
					.input("strict", strict), () -> "dry run " + dryRun)
				.value();
		}

		String clamp(int low, int high, int value) {
			int clamped = Math.max(low, Math.min(high, value));
			StepSpec<String> spec = StepSpec.of("clamp", StepType.DETERMINISTIC, String.class)
				.input("low", low)
				.input("high", high);
			return this.musubito
				.step((clamped == value) ? spec.input("value", value) : spec, () -> "clamped " + clamped)
				.value();
		}

		String optional(String hint, boolean use) {
			String used = use ? hint : null;
			return this.musubito
				.step(StepSpec.of("optional", StepType.DETERMINISTIC, String.class).input("hint", hint),
						() -> "with " + used)
				.value();
		}

		String ordered(String one, String other, boolean reverse) {
			String first = reverse ? other : one;
			String last = reverse ? one : other;
			return this.musubito
				.step(StepSpec.of("ordered", StepType.DETERMINISTIC, String.class)
					.input("one", one)
					.input("other", other), () -> first + " before " + last)
				.value();
		}

		String row(Row input, Row used) {
			return this.musubito
				.step(StepSpec.of("row", StepType.DETERMINISTIC, String.class).input("row", input),
						() -> "row " + used.text)
				.value();
		}

		String tags(List<String> input, List<String> used) {
			return this.musubito
				.step(StepSpec.of("tags", StepType.DETERMINISTIC, String.class).input("tags", input),
						() -> "tags " + used)
				.value();
		}

		@MusubitoStep(name = "enclosing")
		String enclosing(String question) {
			executions.incrementAndGet();
			return "enclosing " + draft(question);
		}

		String outer(String question) {
			return this.musubito
				.step(StepSpec.of("outer", StepType.DETERMINISTIC, String.class).input("question", question), () -> {
					executions.incrementAndGet();
					return "outer " + draft(question);
				})
				.value();
		}

		@MusubitoStep(name = "enclosing-effect")
		String enclosingEffect(String question) {
			executions.incrementAndGet();
			return "sent " + this.musubito
				.step(StepSpec.of("send", StepType.EXTERNAL_EFFECT, String.class).input("question", question), () -> {
					executions.incrementAndGet();
					return question;
				})
				.value();
		}

		@MusubitoStep(name = "around-first")
		String aroundFirst(String question) {
			executions.incrementAndGet();
			return this.musubito
				.step(StepSpec.of("same", StepType.DETERMINISTIC, String.class).input("question", question), () -> {
					executions.incrementAndGet();
					return "first " + question;
				})
				.value();
		}

		@MusubitoStep(name = "around-second")
		String aroundSecond(String question) {
			executions.incrementAndGet();
			return this.musubito
				.step(StepSpec.of("same", StepType.DETERMINISTIC, String.class).input("question", question), () -> {
					executions.incrementAndGet();
					return "second " + question;
				})
				.value();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Agent kind(Musubito musubito) {
			return new Agent(musubito, "kind");
		}

		@Bean
		Agent harsh(Musubito musubito) {
			return new Agent(musubito, "harsh");
		}

	}

}
