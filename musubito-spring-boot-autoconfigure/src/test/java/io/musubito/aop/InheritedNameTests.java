package io.musubito.aop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import io.musubito.StepDefinition;
import io.musubito.step.StepDefinitions;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A name in an annotation that two beans inherit is refused with two ways out, and both
 * lead out.
 */
class InheritedNameTests {

	@TempDir
	Path directory;

	static Stream<Arguments> refused() {
		return Stream.of(Arguments.of(One.class, Other.class, Base.class.getName() + "#step"),
				Arguments.of(Overriding.class, Other.class, Base.class.getName() + "#step"),
				Arguments.of(OneOfInterface.class, OtherOfInterface.class, Contract.class.getName() + "#step"));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void tellsWhereTheNameIsAndWhatToDo(Class<?> one, Class<?> other, String declared) {
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean("one", one)
			.withBean("other", other)
			.run((context) -> assertThat(StartupFailure.description(context)).contains("Two steps have the name 'x'")
				.contains("bean 'one'")
				.contains("bean 'other'")
				.contains("Both have it from the annotation on " + declared)
				.contains("Leave the name out there")
				.contains("override the method in one of the classes, with @MusubitoStep(name = \"…\")"));
	}

	@Test
	void tellsItOfPipelinesToo() {
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean("one", OnePipeline.class)
			.withBean("other", OtherPipeline.class)
			.run((context) -> assertThat(StartupFailure.description(context))
				.contains("Two pipelines have the name 'x'")
				.contains("Both have it from the annotation on " + Pipelined.class.getName() + "#run")
				.contains("with @MusubitoPipeline(\"…\")"));
	}

	@Test
	void startsWithoutTheName() {
		assertThat(operations(OneWithout.class, OtherWithout.class))
			.containsExactly(OneWithout.class.getName() + "#step", OtherWithout.class.getName() + "#step");
	}

	@Test
	void startsWithAnOverriddenMethodThatHasANameOfItsOwn() {
		assertThat(operations(One.class, Renamed.class)).containsExactly("x", "y");
		assertThat(operations(OneOfInterface.class, RenamedOfInterface.class)).containsExactly("x", "y");
	}

	private List<String> operations(Class<?> one, Class<?> other) {
		List<String> operations = new ArrayList<>();
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean("one", one)
			.withBean("other", other)
			.run((context) -> context.getBean(StepDefinitions.class)
				.all()
				.stream()
				.map(StepDefinition::operation)
				.forEach(operations::add));
		return operations;
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	abstract static class Base {

		@MusubitoStep(name = "x")
		String step(String text) {
			return text;
		}

	}

	static class One extends Base {

	}

	static class Other extends Base {

	}

	static class Overriding extends Base {

		@Override
		String step(String text) {
			return super.step(text) + "!";
		}

	}

	static class Renamed extends Base {

		@Override
		@MusubitoStep(name = "y")
		String step(String text) {
			return super.step(text);
		}

	}

	interface Contract {

		@MusubitoStep(name = "x")
		String step(String text);

	}

	static class OneOfInterface implements Contract {

		@Override
		public String step(String text) {
			return text;
		}

	}

	static class OtherOfInterface implements Contract {

		@Override
		public String step(String text) {
			return text;
		}

	}

	static class RenamedOfInterface implements Contract {

		@Override
		@MusubitoStep(name = "y")
		public String step(String text) {
			return text;
		}

	}

	abstract static class Without {

		@MusubitoStep
		String step(String text) {
			return text;
		}

	}

	static class OneWithout extends Without {

	}

	static class OtherWithout extends Without {

	}

	abstract static class Pipelined {

		@MusubitoPipeline("x")
		void run() {
		}

	}

	static class OnePipeline extends Pipelined {

	}

	static class OtherPipeline extends Pipelined {

	}

}
