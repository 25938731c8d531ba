package io.musubito.aop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoStep;
import io.musubito.StepDefinition;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import io.musubito.step.StepDefinitions;
import io.musubito.testing.Engine;
import io.musubito.testing.StartupFailure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.PriorityOrdered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of method that a proxy can intercept is a step, under its documented name.
 */
@Tag("slow")
class StepInterceptionTests {

	@TempDir
	Path directory;

	@Test
	void namesAStepByTheClassOfTheBean() {
		started(Plain.class).run((context) -> {
			Plain bean = context.getBean(Plain.class);
			assertThat(List.of(bean.open("x"), bean.open("x"))).containsOnly("open x");
			assertThat(List.of(bean.guarded("x"), bean.guarded("x"))).containsOnly("guarded x");
			assertThat(List.of(bean.hidden("x"), bean.hidden("x"))).containsOnly("hidden x");
			assertThat(executed(context)).containsOnly(Map.entry("open", 1), Map.entry("guarded", 1),
					Map.entry("hidden", 1));
			String name = Plain.class.getName();
			assertThat(operations(context)).containsExactly(name + "#guarded", name + "#hidden", name + "#open");
		});
	}

	@Test
	void namesOverloadedMethodsWithTheirParameterTypes() {
		started(Overloaded.class).run((context) -> {
			String name = Overloaded.class.getName();
			assertThat(operations(context)).containsExactly(name + "#of(int)", name + "#of(java.lang.String,int[])");
			Overloaded bean = context.getBean(Overloaded.class);
			assertThat(bean.of(1)).isEqualTo(bean.of(1)).isNotEqualTo(bean.of("1", new int[0]));
		});
	}

	@Test
	void namesTheStepsOfTwoBeansOfOneClassWithTheBeans() {
		Engine.in(this.directory)
			.runner(Counts.class)
			.withBean("one", Named.class)
			.withBean("other", Named.class)
			.run((context) -> {
				assertThat(operations(context)).containsExactly("named@one", "named@other");
				context.getBean("one", Named.class).step("x");
				context.getBean("other", Named.class).step("x");
				assertThat(executed(context)).containsEntry("named", 2);
			});
	}

	@Test
	void refusesTwoMethodsWithOneName() {
		started(Named.class).withBean(SameName.class)
			.run((context) -> assertThat(StartupFailure.description(context))
				.contains("Two steps have the name 'named'")
				.contains("method step of bean")
				.contains("method another of bean")
				.contains("Give one of them another name"));
	}

	@Test
	void takesTheAnnotationOfAnInterfaceAndItsIgnoredParameters() {
		started(ByInterface.class).run((context) -> {
			ByInterface bean = context.getBean(ByInterface.class);
			bean.step("x", () -> "one");
			bean.step("x", () -> "other");
			assertThat(executed(context)).containsEntry("byInterface", 1);
			assertThat(operations(context)).containsExactly(ByInterface.class.getName() + "#step");
		});
	}

	@Test
	void takesTheAnnotationOfAnInterfaceOverAnInheritedMethod() {
		started(OverInherited.class).run((context) -> {
			Contract<String> bean = context.getBean(OverInherited.class);
			bean.step("x", () -> "one");
			bean.step("x", () -> "other");
			assertThat(executed(context)).containsEntry("inherited", 1);
		});
	}

	@Test
	void resolvesTheTypesOfAGenericSuperclass() {
		started(OfInteger.class).run((context) -> {
			OfInteger bean = context.getBean(OfInteger.class);
			bean.repeat(new Count(7));
			List<Count> warm = bean.repeat(new Count(7));
			assertThat(warm).containsExactly(new Count(7), new Count(7));
			assertThat(executed(context)).containsEntry("repeat", 1);
		});
	}

	@Test
	void takesAComposedAnnotation() {
		started(Composed.class).run((context) -> {
			Composed bean = context.getBean(Composed.class);
			bean.step("x");
			bean.step("x");
			assertThat(executed(context)).containsEntry("composed", 1);
			assertThat(definition(context).version()).isEqualTo("v7");
		});
	}

	@Test
	void advisesAProxyOfInterfacesThatIsThereAlready() {
		started(ByInterface.class).withBean(ProxyOfInterfaces.class).run((context) -> {
			Contract<?> bean = context.getBean(Contract.class);
			assertThat(bean).isNotInstanceOf(ByInterface.class);
			twice(context);
			assertThat(executed(context)).containsEntry("byInterface", 1);
			assertThat(operations(context)).containsExactly(ByInterface.class.getName() + "#step");
		});
	}

	@Test
	void advisesAFinalClassBehindAProxyOfInterfaces() {
		started(FinalByInterface.class).withBean(ProxyOfInterfaces.class).run((context) -> {
			twice(context);
			assertThat(executed(context)).containsEntry("final", 1);
		});
	}

	@Test
	void namesTheStepsOfAGeneratedClientByItsInterface() {
		started(GeneratedClient.class).run((context) -> {
			twice(context);
			assertThat(executed(context)).containsEntry("generated", 1);
			assertThat(operations(context)).containsExactly(Contract.class.getName() + "#step");
		});
	}

	@Test
	void acceptsAnotherProxyAroundItsOwn() {
		started(ByInterface.class).withBean("aLateOne", ProxyAroundEverything.class).run((context) -> {
			twice(context);
			assertThat(executed(context)).containsEntry("byInterface", 1);
		});
	}

	@Test
	void advisesScopedAndPrototypeBeans() {
		started(Scopes.class).run((context) -> {
			for (int i = 0; i < 2; i++) {
				context.getBean("scoped", Plain.class).open("x");
				context.getBean("prototype", Named.class).step("x");
			}
			assertThat(executed(context)).containsEntry("open", 1).containsEntry("named", 1);
			assertThat(operations(context)).contains(Plain.class.getName() + "#open", "named");
		});
	}

	@Test
	void knowsAStepByTheDeclaredTypeOfABeanThatIsCreatedLater() {
		started(DeclaredAsInterface.class).withPropertyValues("musubito.steps.by-contract.version=v2")
			.run((context) -> {
				assertThat(operations(context)).containsExactly("by-contract");
				for (int i = 0; i < 2; i++) {
					context.getBean(NamedContract.class).step("x");
				}
				assertThat(executed(context)).containsEntry("byContract", 1);
				assertThat(operations(context)).containsExactly("by-contract");
				assertThat(definition(context).version()).isEqualTo("v2");
			});
	}

	@Test
	void namesTheStepsOfAConfigurationClassWithoutItsGeneratedName() {
		started(StepInConfiguration.class).run((context) -> {
			StepInConfiguration bean = context.getBean(StepInConfiguration.class);
			bean.step("x");
			bean.step("x");
			assertThat(executed(context)).containsEntry("configuration", 1);
			assertThat(operations(context)).containsExactly(StepInConfiguration.class.getName() + "#step");
		});
	}

	@Test
	void advisesLazyBeansAndExaminesThemAtStartup() {
		try (ConfigurableApplicationContext context = application().run("--spring.main.lazy-initialization=true",
				"--spring.aop.auto=false", "--musubito.store.path=" + this.directory.resolve("m.db"))) {
			assertThat(operations(context)).containsExactly("named");
			context.getBean(Named.class).step("x");
			context.getBean(Named.class).step("x");
			assertThat(executed(context)).containsEntry("named", 1);
		}
	}

	private static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(LazyApplication.class).web(WebApplicationType.NONE).logStartupInfo(false);
	}

	private static void twice(ApplicationContext context) {
		@SuppressWarnings("unchecked")
		Contract<String> bean = context.getBean(Contract.class);
		assertThat(bean.step("x", () -> "one")).isEqualTo(bean.step("x", () -> "other"));
	}

	private ApplicationContextRunner started(Class<?> type) {
		return Engine.in(this.directory).runner(Counts.class).withUserConfiguration(type);
	}

	private static Map<String, Integer> executed(ApplicationContext context) {
		return context.getBean(Counter.class).counts;
	}

	private static List<String> operations(ApplicationContext context) {
		return context.getBean(StepDefinitions.class).all().stream().map(StepDefinition::operation).toList();
	}

	private static StepDefinition definition(AssertableApplicationContext context) {
		return context.getBean(StepDefinitions.class).all().iterator().next();
	}

	private static Object generated(InvocationHandler handler) {
		return Proxy.newProxyInstance(StepInterceptionTests.class.getClassLoader(), new Class<?>[] { Contract.class },
				handler);
	}

	record Count(int number) {

	}

	static class Counter {

		private final Map<String, Integer> counts = new ConcurrentHashMap<>();

		String count(String name, Object text) {
			this.counts.merge(name, 1, Integer::sum);
			return name + " " + text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Counts {

		@Bean
		Counter counter() {
			return new Counter();
		}

	}

	static class Counting {

		private final Counter counter;

		Counting(Counter counter) {
			this.counter = counter;
		}

		String count(String name, Object text) {
			return this.counter.count(name, text);
		}

	}

	public static class Plain extends Counting {

		Plain(Counter counter) {
			super(counter);
		}

		@MusubitoStep
		public String open(String text) {
			return count("open", text);
		}

		@MusubitoStep
		protected String guarded(String text) {
			return count("guarded", text);
		}

		@MusubitoStep
		String hidden(String text) {
			return count("hidden", text);
		}

	}

	static class Overloaded extends Counting {

		Overloaded(Counter counter) {
			super(counter);
		}

		@MusubitoStep
		String of(int number) {
			return count("int", number);
		}

		@MusubitoStep
		String of(String text, int[] numbers) {
			return count("text", text);
		}

	}

	static class Named extends Counting {

		Named(Counter counter) {
			super(counter);
		}

		@MusubitoStep(name = "named")
		String step(String text) {
			return count("named", text);
		}

	}

	static class SameName extends Counting {

		SameName(Counter counter) {
			super(counter);
		}

		@MusubitoStep(name = "named")
		String another(String text) {
			return count("another", text);
		}

	}

	interface Contract<T> {

		@MusubitoStep
		String step(T text, @MusubitoIgnore Supplier<T> callback);

	}

	static class ByInterface extends Counting implements Contract<String> {

		ByInterface(Counter counter) {
			super(counter);
		}

		@Override
		public String step(String text, Supplier<String> callback) {
			return count("byInterface", text);
		}

	}

	public static class Inherited extends Counting {

		Inherited(Counter counter) {
			super(counter);
		}

		public String step(String text, Supplier<String> callback) {
			return count("inherited", text);
		}

	}

	static class OverInherited extends Inherited implements Contract<String> {

		OverInherited(Counter counter) {
			super(counter);
		}

	}

	static final class FinalByInterface implements Contract<String> {

		private final Counter counter;

		FinalByInterface(Counter counter) {
			this.counter = counter;
		}

		@Override
		public String step(String text, Supplier<String> callback) {
			return this.counter.count("final", text);
		}

	}

	abstract static class Generic<T> extends Counting {

		Generic(Counter counter) {
			super(counter);
		}

		@MusubitoStep
		List<T> repeat(T value) {
			count("repeat", value);
			return List.of(value, value);
		}

	}

	static class OfInteger extends Generic<Count> {

		OfInteger(Counter counter) {
			super(counter);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@MusubitoStep(version = "v7")
	@interface SeventhVersion {

	}

	static class Composed extends Counting {

		Composed(Counter counter) {
			super(counter);
		}

		@SeventhVersion
		String step(String text) {
			return count("composed", text);
		}

	}

	static class ProxyOfInterfaces implements BeanPostProcessor, PriorityOrdered {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof Contract) ? new ProxyFactory(bean).getProxy() : bean;
		}

		@Override
		public int getOrder() {
			return 0;
		}

	}

	static class ProxyAroundEverything implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof Contract) ? generated((proxy, method, args) -> method.invoke(bean, args)) : bean;
		}

	}

	static class GeneratedClient implements FactoryBean<Object> {

		private final Counter counter;

		GeneratedClient(Counter counter) {
			this.counter = counter;
		}

		@Override
		public Object getObject() {
			return generated((proxy, method, args) -> this.counter.count("generated", args[0]));
		}

		@Override
		public Class<?> getObjectType() {
			return Contract.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scopes {

		@Bean
		static CustomScopeConfigurer threads() {
			CustomScopeConfigurer configurer = new CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		Plain scoped(Counter counter) {
			return new Plain(counter);
		}

		@Bean
		@Scope("prototype")
		Named prototype(Counter counter) {
			return new Named(counter);
		}

	}

	interface NamedContract {

		@MusubitoStep(name = "by-contract")
		String step(String text);

	}

	static class ByNamedContract extends Counting implements NamedContract {

		ByNamedContract(Counter counter) {
			super(counter);
		}

		@Override
		public String step(String text) {
			return count("byContract", text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredAsInterface {

		@Bean
		@Scope("prototype")
		NamedContract contract(Counter counter) {
			return new ByNamedContract(counter);
		}

	}

	@Configuration
	static class StepInConfiguration {

		private final Counter counter;

		StepInConfiguration(Counter counter) {
			this.counter = counter;
		}

		@MusubitoStep
		String step(String text) {
			return this.counter.count("configuration", text);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MusubitoAutoConfiguration.class)
	@Import({ Counts.class, Named.class })
	static class LazyApplication {

	}

}
