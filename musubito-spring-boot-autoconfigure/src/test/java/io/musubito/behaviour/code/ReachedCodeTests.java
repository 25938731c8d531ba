package io.musubito.behaviour.code;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.musubito.testing.EditedApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code that runs for a step though neither the step nor what it calls names it: what
 * stands around it and its collaborators, what was put in their place, and functions that
 * others have left for it.
 */
@Tag("slow")
class ReachedCodeTests {

	private static final String TONE = """
			interface Tone { String name(); }
			public static class Calm implements Tone { public String name() { return "calm"; } }
			@Bean Tone tone() { return new Calm(); }
			""";

	@TempDir
	Path directory;

	static Stream<Arguments> around() {
		return Stream.of(Arguments.of("aspect around step", "", "return text;", """
				@Aspect
				public static class Around {
					@org.aspectj.lang.annotation.Around("@annotation(io.musubito.MusubitoStep)")
					public Object around(ProceedingJoinPoint point) throws Throwable { return "old" + point.proceed(); }
				}
				@Bean static Around around() { return new Around(); }
				"""),
				Arguments.of("helper of aspect around step", "", "return text;",
						"""
								@Aspect
								public static class Around {
									private final Helper helper = new Helper();
									@org.aspectj.lang.annotation.Around("@annotation(io.musubito.MusubitoStep)")
									public Object around(ProceedingJoinPoint point) throws Throwable { return this.helper.mark(point.proceed()); }
								}
								static class Helper { Object mark(Object o) { return "old" + o; } }
								@Bean static Around around() { return new Around(); }
								"""),
				Arguments.of("advisor around step", "", "return text;",
						"""
								@Bean static org.springframework.aop.Advisor advisor() {
									org.springframework.aop.aspectj.AspectJExpressionPointcut pointcut = new org.springframework.aop.aspectj.AspectJExpressionPointcut();
									pointcut.setExpression("@annotation(io.musubito.MusubitoStep)");
									return new org.springframework.aop.support.DefaultPointcutAdvisor(pointcut, (org.aopalliance.intercept.MethodInterceptor) (invocation) -> "old" + invocation.proceed());
								}
								"""),
				Arguments.of("aspect around collaborator", "@Autowired Tone tone;", "return this.tone.name();",
						TONE + """
								@Aspect
								public static class Around {
									@org.aspectj.lang.annotation.Around("execution(* com.acme.Main.Tone.name(..))")
									public Object around(ProceedingJoinPoint point) throws Throwable { return "old" + point.proceed(); }
								}
								@Bean static Around around() { return new Around(); }
								"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("around")
	void adviceIsSeen(String name, String fields, String body, String members) throws Exception {
		new EditedApplication(this.directory, fields, body, members).assertEditIsSeen();
	}

	static Stream<Arguments> inPlace() {
		return Stream.of(
				Arguments.of("post processor decorating by proxy", "@Autowired Tone tone;", "return this.tone.name();",
						TONE + """
								@Bean static BeanPostProcessor decorating() {
									return new BeanPostProcessor() {
										public Object postProcessAfterInitialization(Object bean, String name) {
											return (bean instanceof Tone tone) ? java.lang.reflect.Proxy.newProxyInstance(Tone.class.getClassLoader(), new Class<?>[] { Tone.class },
												(proxy, method, args) -> "old" + method.invoke(tone, args)) : bean;
										}
									};
								}
								"""),
				Arguments.of("post processor decorating by class", "@Autowired Tone tone;", "return this.tone.name();",
						TONE + """
								@Bean static BeanPostProcessor decorating() {
									return new BeanPostProcessor() {
										public Object postProcessAfterInitialization(Object bean, String name) {
											return (bean instanceof Tone tone) ? new Marked(tone) : bean;
										}
									};
								}
								public static class Marked implements Tone {
									private final Tone tone; Marked(Tone tone) { this.tone = tone; }
									public String name() { return "old" + this.tone.name(); }
								}
								"""),
				Arguments.of("post processor decorating by cglib", "@Autowired Calm tone;", "return this.tone.name();",
						"""
								public static class Calm { public String name() { return "calm"; } }
								@Bean Calm tone() { return new Calm(); }
								@Bean static BeanPostProcessor decorating() {
									return new BeanPostProcessor() {
										public Object postProcessAfterInitialization(Object bean, String name) {
											return (bean instanceof Calm tone) ? org.springframework.cglib.proxy.Enhancer.create(Calm.class, new Marking(tone)) : bean;
										}
									};
								}
								public static class Marking implements org.springframework.cglib.proxy.MethodInterceptor {
									private final Calm tone; Marking(Calm tone) { this.tone = tone; }
									public Object intercept(Object object, java.lang.reflect.Method method, Object[] args, org.springframework.cglib.proxy.MethodProxy proxy) throws Throwable { return "old" + method.invoke(this.tone, args); }
								}
								"""),
				Arguments.of("factory bean", "@Autowired Tone tone;", "return this.tone.name();", """
						interface Tone { String name(); }
						public static class Tones implements FactoryBean<Tone> {
							public Tone getObject() { return () -> "old"; }
							public Class<?> getObjectType() { return Tone.class; }
						}
						@Bean static Tones tone() { return new Tones(); }
						"""),
				Arguments.of("factory bean with a proxy", "@Autowired Tone tone;", "return this.tone.name();",
						"""
								interface Tone { String name(); }
								public static class Tones implements FactoryBean<Tone>, java.lang.reflect.InvocationHandler {
									public Tone getObject() { return (Tone) java.lang.reflect.Proxy.newProxyInstance(Tone.class.getClassLoader(), new Class<?>[] { Tone.class }, this); }
									public Class<?> getObjectType() { return Tone.class; }
									public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] args) { return "old"; }
								}
								@Bean static Tones tone() { return new Tones(); }
								"""),
				Arguments.of("supplier of an application bean", "@Autowired Tone tone;", "return this.tone.name();",
						"""
								interface Tone { String name(); }
								@org.springframework.stereotype.Component
								public static class Given implements org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor {
									public void postProcessBeanDefinitionRegistry(org.springframework.beans.factory.support.BeanDefinitionRegistry registry) {
										registry.registerBeanDefinition("tone", new org.springframework.beans.factory.support.RootBeanDefinition(Tone.class, () -> () -> "old"));
									}
								}
								@Bean static Given given() { return new Given(); }
								"""),
				Arguments.of("property value of a definition", "@Autowired Tone tone;", "return this.tone.getName();",
						"""
								public static class Tone { private String name; public String getName() { return this.name; } public void setName(String name) { this.name = name; } }
								public static class Given implements org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor {
									public void postProcessBeanDefinitionRegistry(org.springframework.beans.factory.support.BeanDefinitionRegistry registry) {
										registry.registerBeanDefinition("tone", org.springframework.beans.factory.support.BeanDefinitionBuilder.genericBeanDefinition(Tone.class).addPropertyValue("name", "old").getBeanDefinition());
									}
								}
								@Bean static Given given() { return new Given(); }
								"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("inPlace")
	void whatStandsInThePlaceOfABeanIsSeen(String name, String fields, String body, String members) throws Exception {
		new EditedApplication(this.directory, fields, body, members).assertEditIsSeen();
	}

	static Stream<Arguments> left() {
		return Stream.of(
				Arguments.of("lambda of an unreached method", "@Autowired Registry registry;",
						"return this.registry.rules.get(0).apply(text);",
						"""
								public static class Registry { final List<Function<String, String>> rules = new ArrayList<>(); }
								@Bean Registry registry() { return new Registry(); }
								@Bean InitializingBean filling(Registry registry) { return () -> registry.rules.add((text) -> "old" + text); }
								"""),
				Arguments.of("method reference of an unreached method", "@Autowired Registry registry;",
						"return this.registry.rules.get(0).apply(text);",
						"""
								public static class Registry { final List<Function<String, String>> rules = new ArrayList<>(); }
								@Bean Registry registry() { return new Registry(); }
								@Bean InitializingBean filling(Registry registry) { return () -> registry.rules.add(Main::mark); }
								static String mark(String text) { return "old" + text; }
								"""),
				Arguments.of("anonymous class of an unreached method", "@Autowired Registry registry;",
						"return this.registry.rules.get(0).apply(text);",
						"""
								public static class Registry { final List<Function<String, String>> rules = new ArrayList<>(); }
								@Bean Registry registry() { return new Registry(); }
								@Bean InitializingBean filling(Registry registry) { return () -> registry.rules.add(new Function<>() { public String apply(String text) { return "old" + text; } }); }
								"""),
				Arguments.of("static registry", "", "return Main.RULES.get(0).apply(text);", """
						static final List<Function<String, String>> RULES = new ArrayList<>();
						@Bean InitializingBean filling() { return () -> RULES.add((text) -> "old" + text); }
						"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("left")
	void functionsThatOthersHaveLeftAreSeen(String name, String fields, String body, String members) throws Exception {
		new EditedApplication(this.directory, fields, body, members).assertEditIsSeen();
	}

	static Stream<Arguments> asked() {
		return Stream.of(Arguments.of("value with bean", "@Value(\"#{@tone.name()}\") String tone;",
				"return this.tone;",
				"public static class Calm { public String name() { return \"old\"; } } @Bean static Calm tone() { return new Calm(); }"),
				Arguments.of("beans of type", "",
						"return this.context.getBeansOfType(Tone.class).values().iterator().next().name();",
						TONE.replace("calm", "old")),
				Arguments.of("beans with annotation", "",
						"return ((Tone) this.context.getBeansWithAnnotation(Marked.class).values().iterator().next()).name();",
						"""
								@Retention(RetentionPolicy.RUNTIME) @interface Marked { }
								interface Tone { String name(); }
								@Marked public static class Calm implements Tone { public String name() { return "old"; } }
								@Bean Calm tone() { return new Calm(); }
								"""));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("asked")
	void beansThatAreAskedForAreSeen(String name, String fields, String body, String members) throws Exception {
		new EditedApplication(this.directory, fields, body, members).assertEditIsSeen();
	}

	@Test
	void anUnrelatedLambdaOfTheSameClassDoesNotCount() throws Exception {
		new EditedApplication(this.directory, "@Autowired Registry registry;", "return this.registry.rule.apply(text);",
				"""
						public static class Registry { Function<String, String> rule; }
						@Bean Registry registry() { Registry registry = new Registry(); registry.rule = (text) -> "old" + text; return registry; }
						@Bean BinaryOperator<String> other() { return (a, b) -> "other"; }
						""")
			.assertNeutral("\"other\"", "\"another\"");
	}

}
