package io.musubito.aop;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import io.musubito.CodeBoundary;
import io.musubito.step.StepRegistry;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bean that is a proxy of interfaces with a handler: its steps are those of the
 * interface, and what they are made of is the handler.
 */
@Tag("slow")
class GeneratedProxyTests {

	private static final String TEMPLATE = """
			package com.acme;

			import io.musubito.MusubitoStep;
			import java.lang.annotation.*;
			import java.lang.reflect.*;
			import java.util.*;
			import java.util.function.*;
			import org.springframework.beans.factory.*;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Main {

				%s

				public static String call(Object bean) {
					return ((Asking) bean).ask("x");
				}

				%s interface Asking {
					%s @MusubitoStep
					String ask(%s String text);
				}

				@Retention(RetentionPolicy.RUNTIME) public @interface Prompt {
					String value();
				}

				static Object of(Object proxy, Method method, Object[] args, String answer) {
					return switch (method.getName()) {
						case "hashCode" -> System.identityHashCode(proxy);
						case "equals" -> proxy == args[0];
						case "toString" -> "asking";
						default -> answer + System.nanoTime();
					};
				}

				static Asking proxy(InvocationHandler handler) {
					return (Asking) Proxy.newProxyInstance(Main.class.getClassLoader(), new Class<?>[] { Asking.class }, handler);
				}

			}
			""";

	@TempDir
	Path directory;

	private SourceApplication application;

	@BeforeEach
	void application() {
		this.application = new SourceApplication(this.directory);
	}

	static Stream<Arguments> handlers() {
		return Stream.of(
				Arguments.of("a class",
						"""
								@Bean Asking asking() { return proxy(new Handler()); }
								static class Handler implements InvocationHandler {
									public Object invoke(Object proxy, Method method, Object[] args) { return of(proxy, method, args, "old "); }
								}
								"""),
				Arguments.of("a lambda",
						"""
								@Bean Asking asking() { return proxy((proxy, method, args) -> of(proxy, method, args, "old ")); }
								"""),
				Arguments.of("a lambda that captured", """
						@Bean Asking asking() {
							String text = String.valueOf("old ");
							return proxy((proxy, method, args) -> of(proxy, method, args, text));
						}
						"""),
				Arguments.of("a method reference",
						"""
								@Bean Asking asking() { return proxy(new Answers()::invoke); }
								static class Answers { Object invoke(Object proxy, Method method, Object[] args) { return of(proxy, method, args, "old "); } }
								"""),
				Arguments.of("an anonymous class",
						"""
								@Bean static Asking asking() {
									return proxy(new InvocationHandler() {
										public Object invoke(Object proxy, Method method, Object[] args) { return of(proxy, method, args, "old "); }
									});
								}
								"""),
				Arguments.of("a class with state",
						"""
								@Bean Asking asking() { return proxy(new Handler("old ")); }
								static class Handler implements InvocationHandler {
									private final String text;
									Handler(String text) { this.text = text; }
									public Object invoke(Object proxy, Method method, Object[] args) { return of(proxy, method, args, this.text); }
								}
								"""),
				Arguments.of("state from a bean",
						"""
								@Bean Supplier<String> texts() { return () -> "old "; }
								@Bean Asking asking(Supplier<String> texts) { return proxy(new Handler(texts)); }
								static class Handler implements InvocationHandler {
									private final Supplier<String> text;
									Handler(Supplier<String> text) { this.text = text; }
									public Object invoke(Object proxy, Method method, Object[] args) { return of(proxy, method, args, this.text.get()); }
								}
								"""),
				Arguments.of("code that the handler calls",
						"""
								@Bean Asking asking() { return proxy(new Handler()); }
								static class Handler implements InvocationHandler {
									public Object invoke(Object proxy, Method method, Object[] args) { return of(proxy, method, args, Texts.text()); }
								}
								static class Texts { static String text() { return "old "; } }
								"""),
				Arguments.of("a static field of the handler",
						"""
								@Bean Asking asking() { return proxy(new Handler()); }
								static class Handler implements InvocationHandler {
									static final Map<String, String> TEXTS = new HashMap<>(Map.of("a", "old ", "b", "other"));
									public Object invoke(Object proxy, Method method, Object[] args) { return of(proxy, method, args, TEXTS.get("a")); }
								}
								"""),
				Arguments.of("a factory bean",
						"""
								@Bean static Clients asking() { return new Clients(); }
								static class Clients implements FactoryBean<Asking> {
									public Asking getObject() { return proxy((proxy, method, args) -> of(proxy, method, args, "old ")); }
									public Class<?> getObjectType() { return Asking.class; }
								}
								"""),
				Arguments.of("a proxy within a proxy",
						"""
								@Bean Asking asking() { return proxy(new Handler(proxy((proxy, method, args) -> of(proxy, method, args, "old ")))); }
								static class Handler implements InvocationHandler {
									private final Asking inner;
									Handler(Asking inner) { this.inner = inner; }
									public Object invoke(Object proxy, Method method, Object[] args) throws Throwable { return method.invoke(this.inner, args); }
								}
								"""),
				Arguments.of("a proxy factory of Spring",
						"""
								@Bean Asking asking() {
									org.springframework.aop.framework.ProxyFactory factory = new org.springframework.aop.framework.ProxyFactory(Asking.class,
										(org.aopalliance.intercept.MethodInterceptor) (invocation) -> of(invocation.getThis(), invocation.getMethod(), invocation.getArguments(), "old "));
									return (Asking) factory.getProxy(Main.class.getClassLoader());
								}
								"""),
				Arguments.of("a proxy factory of Spring whose advice captured",
						"""
								@Bean Asking asking() {
									String text = String.valueOf("old ");
									org.springframework.aop.framework.ProxyFactory factory = new org.springframework.aop.framework.ProxyFactory(Asking.class,
										(org.aopalliance.intercept.MethodInterceptor) (invocation) -> of(invocation.getThis(), invocation.getMethod(), invocation.getArguments(), text));
									return (Asking) factory.getProxy(Main.class.getClassLoader());
								}
								"""),
				Arguments.of("a lazy bean",
						"""
								@Bean @Lazy Asking asking() { return proxy((proxy, method, args) -> of(proxy, method, args, "old ")); }
								"""),
				Arguments.of("a prototype",
						"""
								@Bean @Scope("prototype") Asking asking() { return proxy((proxy, method, args) -> of(proxy, method, args, "old ")); }
								"""),
				Arguments.of("a default method that the handler calls",
						"""
								@Bean Asking asking() { return both((proxy, method, args) -> (method.getDeclaringClass() == Object.class) ? of(proxy, method, args, "") : InvocationHandler.invokeDefault(proxy, Texts.class.getMethod("text"))); }
								public interface Texts { default String text() { return "old " + System.nanoTime(); } }
								"""
							.replace("return proxy((", "return both((")
								+ """
										static Asking both(InvocationHandler handler) {
											return (Asking) Proxy.newProxyInstance(Main.class.getClassLoader(), new Class<?>[] { Asking.class, Texts.class }, handler);
										}
										"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("handlers")
	void isAStepThatIsMadeOfItsHandler(String name, String members) throws Exception {
		assertIsMadeOf(TEMPLATE.formatted(members, "public", "", ""));
	}

	static Stream<Arguments> annotations() {
		String handler = """
				@Bean Asking asking() {
					return proxy((proxy, method, args) -> of(proxy, method, args,
						(method.getDeclaringClass() == Object.class) ? "" : %s.getAnnotation(Prompt.class).value()));
				}
				""";
		return Stream.of(
				Arguments.of("on the interface", handler.formatted("Asking.class"), "@Prompt(\"old \")", "", ""),
				Arguments.of("on the method", handler.formatted("method"), "", "@Prompt(\"old \")", ""), Arguments
					.of("on a parameter", handler.formatted("method.getParameters()[0]"), "", "", "@Prompt(\"old \")"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("annotations")
	void annotationsThatAHandlerReadsCount(String name, String members, String type, String method, String parameter)
			throws Exception {
		assertIsMadeOf(TEMPLATE.formatted(members, type, method, parameter));
	}

	private void assertIsMadeOf(String source) throws Exception {
		String before = answer(source);
		assertThat(before).startsWith("old ");
		assertThat(answer(source)).as("a restart").isEqualTo(before);
		assertThat(answer(source.replace("old ", "new "))).startsWith("new ");
	}

	@Test
	void tellsOfAHandlerThatCantBeRead() throws Exception {
		CodeBoundary boundary = run(
				TEMPLATE.formatted(
						"""
								@Bean Asking asking() {
									return java.lang.invoke.MethodHandleProxies.asInterfaceInstance(Asking.class,
										java.lang.invoke.MethodHandles.dropArguments(java.lang.invoke.MethodHandles.constant(String.class, "old "), 0, String.class));
								}
								""",
						"public", "", ""),
				(context) -> context.getBean(StepRegistry.class).boundary("com.acme.Main$Asking#ask"));
		assertThat(boundary.state()).singleElement().asString().contains("Asking");
	}

	@Test
	void whatAHandlerHoldsCounts() throws Exception {
		for (String members : new String[] {
				"""
						@Bean Asking asking(@Value("${app.text}") String text) { return proxy((proxy, method, args) -> of(proxy, method, args, text)); }
						""",
				"""
						@Bean Asking asking(@Value("${app.text}") String text) {
							org.springframework.aop.framework.ProxyFactory factory = new org.springframework.aop.framework.ProxyFactory(Asking.class,
								(org.aopalliance.intercept.MethodInterceptor) (invocation) -> of(invocation.getThis(), invocation.getMethod(), invocation.getArguments(), text));
							return (Asking) factory.getProxy(Main.class.getClassLoader());
						}
						""" }) {
			String source = TEMPLATE.formatted(members, "public", "", "");
			String before = answer(source, "app.text=old");
			assertThat(answer(source, "app.text=old")).isEqualTo(before);
			assertThat(answer(source, "app.text=new")).startsWith("new");
		}
	}

	private String answer(String source, String... properties) throws Exception {
		return run(source,
				(context) -> (String) context.getClassLoader()
					.loadClass("com.acme.Main")
					.getMethod("call", Object.class)
					.invoke(null, context.getBean("asking")),
				properties);
	}

	private <T> T run(String source, SourceApplication.Work<T> work, String... properties) throws Exception {
		return this.application.run(this.application.compile(Map.of("com.acme.Main", source)), "com.acme.Main", work,
				StringUtils.addStringToArray(properties, "musubito.fingerprint.packages=com.acme"));
	}

}
