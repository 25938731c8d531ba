package io.musubito.aop;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.musubito.MusubitoStep;
import io.musubito.StepDefinitionException;
import io.musubito.aop.other.Elsewhere;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.PriorityOrdered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A step that no proxy could intercept would execute each time, silently. It fails the
 * start. (A Kotlin suspend function is told by Spring's KotlinDetector, which needs
 * Kotlin on the class path; there is none here.)
 */
class UninterceptableStepTests {

	@TempDir
	Path directory;

	static Stream<Arguments> refused() {
		return Stream.of(Arguments.of(FinalClass.class, "step", "the class is final"),
				Arguments.of(RecordBean.class, "step", "the class is final (or a record)"),
				Arguments.of(SealedClass.class, "step", "the class is sealed"),
				Arguments.of(FinalMethod.class, "step", "the method is final"),
				Arguments.of(InheritedFinalMethod.class, "step", "the method is final"),
				Arguments.of(PrivateMethod.class, "step", "the method is private"),
				Arguments.of(StaticMethod.class, "step", "the method is static"), Arguments.of(OfAnotherPackage.class,
						"hidden", "package-private in io.musubito.aop.other.Elsewhere, of another package"));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void failsTheStartWithClassMethodBeanReasonAndRemedy(Class<?> type, String method, String reason) {
		Engine.in(this.directory).runner(Nothing.class).withBean("theBean", type).run((context) -> {
			assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(StepDefinitionException.class);
			assertThat(StartupFailure.description(context)).contains(type.getName() + "#" + method)
				.contains("bean 'theBean'")
				.contains(reason)
				.containsPattern("(Remove|Make) ");
		});
	}

	@ParameterizedTest
	@MethodSource("refused")
	void failsTheStartAlsoWhenTheBeanIsCreatedLater(Class<?> type, String method, String reason) {
		Engine.in(this.directory).runner(Nothing.class).withInitializer((context) -> {
			RootBeanDefinition definition = new RootBeanDefinition(type);
			definition.setLazyInit(true);
			((BeanDefinitionRegistry) context).registerBeanDefinition("theBean", definition);
		})
			.run((context) -> assertThat(StartupFailure.description(context)).contains("bean 'theBean'")
				.contains(reason));
	}

	@Test
	void startsWhenMusubitoIsDisabled() {
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean(FinalClass.class)
			.withPropertyValues("musubito.enabled=false")
			.run((context) -> assertThat(context.getBean(FinalClass.class).step("x")).isEqualTo("x"));
	}

	@Test
	void refusesAMethodThatTheProxyOfInterfacesDoesNotHave() {
		Engine.in(this.directory)
			.runner(Nothing.class)
			.withBean("first", ProxyOfInterfaces.class)
			.withBean("theBean", NotInTheInterface.class)
			.run((context) -> assertThat(StartupFailure.description(context))
				.contains(NotInTheInterface.class.getName() + "#step")
				.contains("bean 'theBean'")
				.contains("proxy of its interfaces, and none of them has the method"));
	}

	@Test
	void refusesABeanThatWasCreatedTooEarly() {
		Engine.in(this.directory)
			.runner(TooEarly.class)
			.run((context) -> assertThat(StartupFailure.description(context)).contains("bean 'early'")
				.contains(Early.class.getName())
				.contains("before Musubito could wrap it")
				.contains("@Lazy"));
	}

	@Test
	void acceptsTheSameBeanWhenItIsInjectedThereLazily() {
		Engine.in(this.directory).runner(EarlyButLazy.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	static final class FinalClass {

		@MusubitoStep
		String step(String text) {
			return text;
		}

	}

	record RecordBean() {

		@MusubitoStep
		String step(String text) {
			return text;
		}

	}

	static sealed class SealedClass permits OnlyVariant {

		@MusubitoStep
		String step(String text) {
			return text;
		}

	}

	static final class OnlyVariant extends SealedClass {

	}

	static class FinalMethod {

		@MusubitoStep
		final String step(String text) {
			return text;
		}

	}

	static class InheritedFinalMethod extends FinalMethod {

	}

	static class PrivateMethod {

		@MusubitoStep
		private String step(String text) {
			return text;
		}

	}

	static class StaticMethod {

		@MusubitoStep
		static String step(String text) {
			return text;
		}

	}

	static class OfAnotherPackage extends Elsewhere {

	}

	static class NotInTheInterface implements UnaryOperator<String> {

		@Override
		public String apply(String text) {
			return step(text);
		}

		@MusubitoStep
		String step(String text) {
			return text;
		}

	}

	static class ProxyOfInterfaces implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof UnaryOperator) ? new ProxyFactory(bean).getProxy() : bean;
		}

	}

	static class Early {

		@MusubitoStep
		String step(String text) {
			return text;
		}

	}

	static class NeedsEarly implements BeanPostProcessor, PriorityOrdered {

		private final Early early;

		NeedsEarly(Early early) {
			this.early = early;
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			return (bean == this.early) ? this.early : bean;
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TooEarly {

		@Bean
		static NeedsEarly needsEarly(Early early) {
			return new NeedsEarly(early);
		}

		@Bean
		static Early early() {
			return new Early();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyButLazy {

		@Bean
		static NeedsEarly needsEarly(@Lazy Early early) {
			return new NeedsEarly(early);
		}

		@Bean
		static Early early() {
			return new Early();
		}

	}

}
