package io.musubito.aop;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.scheduling.annotation.Async;

import static org.assertj.core.api.Assertions.assertThat;

class AnnotatedTypesTests {

	private final AnnotatedTypes steps = new AnnotatedTypes(MusubitoStep.class);

	@ParameterizedTest
	@ValueSource(classes = { Itself.class, OfSuperclass.class, OfInterface.class, OfInterfaceOfInterface.class,
			OfInterfaceOfSuperclass.class, Composed.class, Hidden.class })
	void maybeWhereverItIsDeclared(Class<?> type) {
		assertThat(this.steps.mayBeIn(type)).isTrue();
		assertThat(AnnotatedMethods.STEPS.in(type)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(classes = { Object.class, String.class, Other.class, Runnable.class, Pipeline.class })
	void notWhereOnlyOthersAre(Class<?> type) {
		assertThat(this.steps.mayBeIn(type)).isFalse();
		assertThat(AnnotatedMethods.STEPS.in(type)).isEmpty();
	}

	@Test
	void whatItIsAskedForOneClassChangesNothingForOthers() {
		assertThat(this.steps.mayBeIn(Other.class)).isFalse();
		assertThat(this.steps.mayBeIn(OtherWithStep.class)).isTrue();
		assertThat(this.steps.mayBeIn(Other.class)).isFalse();
	}

	@Retention(RetentionPolicy.RUNTIME)
	@MusubitoStep
	@interface Drafting {

	}

	static class Itself {

		@MusubitoStep
		String draft() {
			return "";
		}

	}

	static class OfSuperclass extends Itself {

		@Override
		String draft() {
			return "other";
		}

	}

	interface Writer {

		@MusubitoStep
		String draft();

	}

	interface Author extends Writer {

	}

	static class OfInterface implements Writer {

		@Override
		public String draft() {
			return "";
		}

	}

	static class OfInterfaceOfInterface implements Author {

		@Override
		public String draft() {
			return "";
		}

	}

	static class OfInterfaceOfSuperclass extends OfInterface {

	}

	static class Composed {

		@Drafting
		String draft() {
			return "";
		}

	}

	static class Hidden {

		@MusubitoStep
		private String draft() {
			return "";
		}

	}

	static class Other {

		@Async
		void send() {
		}

	}

	static class OtherWithStep extends Other {

		@MusubitoStep
		String draft() {
			return "";
		}

	}

	static class Pipeline {

		@MusubitoPipeline
		void review() {
		}

	}

}
