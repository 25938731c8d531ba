package io.musubito.behaviour.identity;

import java.nio.file.Path;
import java.util.Map;

import io.musubito.CodeBoundary;
import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.StepDefinitionException;
import io.musubito.StepSpec;
import io.musubito.StepType;
import io.musubito.step.StepDefinitions;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What steps don't see is told, or refused.
 */
@ExtendWith(OutputCaptureExtension.class)
class BoundaryTests {

	private static final String WARNING = "doesn't see: ";

	@TempDir
	Path directory;

	@Test
	void eachStepThatDoesNotSeeSomethingIsToldOnceWhenTheApplicationStarts(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start()) {
			Loader loader = context.getBean(Loader.class);
			loader.load("java.lang.String");
			loader.load("java.lang.Object");
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains(WARNING))).hasSize(4)
			.anySatisfy((line) -> assertThat(line).contains("WARN")
				.contains("Step 'load' doesn't see: what java.lang.Class#forName(java.lang.String) leads to.")
				.contains("A change there replays old answers.")
				.contains("Pass it as an argument")
				.contains("musubito.fingerprint.strict=true"))
			.anySatisfy((line) -> assertThat(line)
				.contains("Step 'rule' doesn't see: the code behind " + Rule.class.getName() + "#apply"))
			.anySatisfy((line) -> assertThat(line).contains("Step 'many' doesn't see: ")
				.contains(" and 2 more; all of them at /actuator/musubito."));
	}

	@Test
	void theSameIsToldAtEachStart(CapturedOutput output) {
		start().close();
		int first = output.length();
		String before = warnings(output.getOut());
		start().close();
		assertThat(warnings(output.getOut().substring(first))).isEqualTo(before).isNotEmpty();
	}

	private static String warnings(String log) {
		return log.lines()
			.filter((line) -> line.contains(WARNING))
			.map((line) -> line.substring(line.indexOf("Step '")))
			.reduce("", (one, other) -> one + other + "\n");
	}

	@Test
	void aStepThatOnlyCallsLibrariesIsNotTold(CapturedOutput output) {
		start().close();
		assertThat(output).doesNotContain("Step 'capitalize'");
	}

	@Test
	void whatAStepProvidesForIsNotTold(CapturedOutput output) {
		start("musubito.steps.now.ttl=1h").close();
		assertThat(output).doesNotContain("Step 'now'").doesNotContain("Step 'dice'");
		start().close();
		assertThat(output).contains("Step 'now' doesn't see: the clock in ");
	}

	@Test
	void strictRefusesAllSuchStepsAtOnce() {
		Engine.in(this.directory)
			.runner(Application.class)
			.withPropertyValues("musubito.fingerprint.strict=true")
			.run((started) -> assertThat(StartupFailure.description(started)).contains("Step 'load' doesn't see: ")
				.contains("Step 'rule' doesn't see: ")
				.contains("Step 'many' doesn't see: ")
				.contains("musubito.fingerprint.strict=true refuses that")
				.doesNotContain("'capitalize'"));
		Engine.in(this.directory)
			.runner(Clean.class)
			.withPropertyValues("musubito.fingerprint.strict=true")
			.run((started) -> assertThat(started).hasNotFailed());
	}

	@Test
	void aStepInTheCodeIsToldOrRefusedAtItsFirstCall(CapturedOutput output) throws ClassNotFoundException {
		try (ConfigurableApplicationContext context = start()) {
			Musubito musubito = context.getBean(Musubito.class);
			load(musubito, "a");
			load(musubito, "b");
		}
		assertThat(output).containsOnlyOnce("Step 'load-in-code' doesn't see: ");
		try (ConfigurableApplicationContext context = Engine.in(this.directory)
			.start(Clean.class, "musubito.fingerprint.strict=true")) {
			Musubito musubito = context.getBean(Musubito.class);
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(StepDefinitionException.class).isThrownBy(() -> load(musubito, "a"))
					.withMessageContaining("Step 'load-in-code' doesn't see: ");
			}
		}
	}

	private static String load(Musubito musubito, String text) throws ClassNotFoundException {
		return musubito
			.step(StepSpec.of("load-in-code", StepType.DETERMINISTIC, String.class).input("text", text),
					() -> text + Class.forName("java.lang.String").getSimpleName())
			.value();
	}

	@Test
	void theExplanationOfAReplayEndsWithWhatTheStepDoesNotSee() {
		try (ConfigurableApplicationContext context = start()) {
			Loader loader = context.getBean(Loader.class);
			String executed = loader.load(loader.name("a"));
			assertThat(explain(context, executed)).isEqualTo("first execution");
			String replayed = loader.load(loader.name("b"));
			assertThat(explain(context, replayed)).startsWith("first execution: replay of ")
				.endsWith("; not seen by this step: what java.lang.Class#forName(java.lang.String) leads to");
			assertThat(context.getBean(StepDefinitions.class).boundary("load").reflection()).hasSize(1);
			assertThat(context.getBean(StepDefinitions.class).boundary("nothing")).isEqualTo(CodeBoundary.NONE);
		}
	}

	private static String explain(ConfigurableApplicationContext context, String result) {
		String nodeId = context.getBean(Musubito.class).resultOf(result).nodeId();
		return context.getBean(MusubitoLineage.class).explain(nodeId).toString();
	}

	private ConfigurableApplicationContext start(String... properties) {
		return Engine.in(this.directory).start(Application.class, properties);
	}

	interface Rule {

		String apply(String text);

	}

	interface Many {

		String a();

		String b();

		String c();

		String d();

		String e();

		String f();

		String g();

	}

	static class Loader {

		@MusubitoStep(name = "load")
		String load(String name) {
			try {
				return Class.forName(name).getSimpleName();
			}
			catch (ClassNotFoundException ex) {
				return "nothing";
			}
		}

		@MusubitoStep(name = "rule")
		String rule(String text, @MusubitoIgnore Map<String, Rule> rules) {
			return rules.get(text).apply(text);
		}

		@MusubitoStep(name = "many")
		String many(String text, @MusubitoIgnore Many many) {
			return many.a() + many.b() + many.c() + many.d() + many.e() + many.f() + many.g();
		}

		@MusubitoStep(name = "now")
		String now(String text) {
			return text + System.currentTimeMillis();
		}

		@MusubitoStep(name = "dice", type = StepType.STOCHASTIC)
		String dice(String text) {
			return text + Math.random();
		}

		@MusubitoStep(name = "name")
		String name(String why) {
			return "java.lang.String";
		}

		@MusubitoStep(name = "capitalize")
		String capitalize(String text) {
			return StringUtils.capitalize(text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Loader loader() {
			return new Loader();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Clean {

	}

}
