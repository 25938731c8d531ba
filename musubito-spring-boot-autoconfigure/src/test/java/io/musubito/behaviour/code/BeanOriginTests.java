package io.musubito.behaviour.code;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.musubito.CodeBoundary;
import io.musubito.step.StepRegistry;
import io.musubito.testing.SourceApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code that makes a bean counts, in whatever way the application makes it. The bean
 * is of a class of the JDK whose state can't be read.
 */
@Tag("slow")
class BeanOriginTests {

	private static final String MAIN = """
			package com.acme;

			import java.text.DecimalFormat;
			import org.springframework.beans.factory.*;
			import org.springframework.beans.factory.config.*;
			import org.springframework.beans.factory.support.*;
			import org.springframework.context.annotation.*;
			import org.springframework.core.env.Environment;
			import org.springframework.core.type.AnnotationMetadata;

			@Configuration(proxyBeanMethods = false)
			@Import(Main.Given.class)
			public class Main {

				@Bean
				Writer writer(DecimalFormat format) {
					return new Writer(format);
				}

				static DecimalFormat unrelated() {
					return new DecimalFormat("0.000");
				}

				public static class Writer implements java.util.function.UnaryOperator<String> {
					private final DecimalFormat format;

					Writer(DecimalFormat format) {
						this.format = format;
					}

					@io.musubito.MusubitoStep(name = "write")
					public String apply(String text) {
						return text + this.format.format(0.25) + " " + System.nanoTime();
					}
				}

				%s

			}
			""";

	private static final String REGISTRAR = """
			public static class Given implements BeanRegistrar {
				public void register(BeanRegistry registry, Environment environment) {
					registry.registerBean("format", DecimalFormat.class,
							(spec) -> spec.supplier((context) -> new DecimalFormat("0.0")));
				}
			}
			""";

	private static final String REGISTRAR_WITH_METHOD = """
			public static class Given implements BeanRegistrar {
				public void register(BeanRegistry registry, Environment environment) {
					registry.registerBean("format", DecimalFormat.class, (spec) -> spec.supplier(Formats::make));
				}
			}

			static class Formats {
				static DecimalFormat make(BeanRegistry.SupplierContext context) {
					return new DecimalFormat("0.0");
				}
			}
			""";

	private static final String DEFINITIONS = """
			public static class Given implements ImportBeanDefinitionRegistrar {
				public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
					registry.registerBeanDefinition("format", new RootBeanDefinition(DecimalFormat.class,
							() -> new DecimalFormat("0.0")));
				}
			}
			""";

	private static final String SUPPLIER = """
			public static class Given implements BeanDefinitionRegistryPostProcessor {
				public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
					registry.registerBeanDefinition("format",
							BeanDefinitionBuilder.genericBeanDefinition(DecimalFormat.class, new Formats())
								.getBeanDefinition());
				}
			}

			static class Formats implements java.util.function.Supplier<DecimalFormat> {
				public DecimalFormat get() {
					return new DecimalFormat("0.0");
				}
			}
			""";

	private static final String FACTORY_BEAN = """
			@Configuration(proxyBeanMethods = false)
			public static class Given {
				@Bean
				static Formats format() {
					return new Formats();
				}
			}

			static class Formats implements FactoryBean<DecimalFormat> {
				public DecimalFormat getObject() {
					return new DecimalFormat("0.0");
				}

				public Class<?> getObjectType() {
					return DecimalFormat.class;
				}
			}
			""";

	private static final String STATIC_METHOD = """
			@Configuration(proxyBeanMethods = false)
			public static class Given {
				@Bean
				static DecimalFormat format() {
					return new DecimalFormat("0.0");
				}
			}
			""";

	private static final String INHERITED_METHOD = """
			@Configuration(proxyBeanMethods = false)
			public static class Given extends Base {
			}

			static class Base {
				@Bean
				DecimalFormat format() {
					return new DecimalFormat("0.0");
				}
			}
			""";

	private static final String DEFAULT_METHOD = """
			@Configuration(proxyBeanMethods = false)
			public static class Given implements Formats {
			}

			interface Formats {
				@Bean
				default DecimalFormat format() {
					return new DecimalFormat("0.0");
				}
			}
			""";

	private static final String POST_PROCESSOR = """
			@Configuration(proxyBeanMethods = false)
			public static class Given {
				@Bean
				DecimalFormat format() {
					return new DecimalFormat("0");
				}

				@Bean
				static BeanPostProcessor patterns() {
					return new BeanPostProcessor() {
						public Object postProcessBeforeInitialization(Object bean, String name) {
							if (bean instanceof DecimalFormat format) {
								format.applyPattern("0.0");
							}
							return bean;
						}
					};
				}
			}
			""";

	private static final String SINGLETON = """
			public static class Given implements BeanFactoryPostProcessor {
				public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
					beanFactory.registerSingleton("format", new DecimalFormat("0.0"));
				}
			}
			""";

	private static final String PROXY = """
			package com.acme;

			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Main {

				@Bean
				Tone tone() {
					return com.google.common.util.concurrent.SimpleTimeLimiter
						.create(java.util.concurrent.Executors.newCachedThreadPool())
						.newProxy((Tone) () -> "calm", Tone.class, 9, java.util.concurrent.TimeUnit.SECONDS);
				}

				@Bean
				Writer writer(Tone tone) {
					return new Writer(tone);
				}

				interface Tone {
					String name();
				}

				public static class Writer {
					private final Tone tone;

					Writer(Tone tone) {
						this.tone = tone;
					}

					@io.musubito.MusubitoStep(name = "write")
					public String apply(String text) {
						return text + this.tone.name();
					}
				}

			}
			""";

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { REGISTRAR, REGISTRAR_WITH_METHOD, DEFINITIONS, SUPPLIER, FACTORY_BEAN, STATIC_METHOD,
			INHERITED_METHOD, DEFAULT_METHOD, POST_PROCESSOR })
	void anEditOfWhatMakesTheBeanIsSeen(String given) throws Exception {
		SourceApplication application = new SourceApplication(this.directory);
		String source = MAIN.formatted(given);
		String before = run(application, source);
		assertThat(run(application, source)).as("nothing changed").isEqualTo(before).startsWith("a0.2 ");
		assertThat(run(application, source.replace("0.000", "0.0000"))).as("something else changed").isEqualTo(before);
		assertThat(run(application, source.replace("\"0.0\"", "\"0.00\""))).startsWith("a0.25 ");
	}

	@Test
	void anObjectThatIsRegisteredIsListed() throws Exception {
		SourceApplication application = new SourceApplication(this.directory);
		CodeBoundary boundary = application.run(application.compile(Map.of("com.acme.Main", MAIN.formatted(SINGLETON))),
				"com.acme.Main", (context) -> context.getBean(StepRegistry.class).boundary("write"));
		assertThat(boundary.state()).contains("com.acme.Main$Writer.format (java.text.DecimalFormat)");
	}

	@Test
	void aProxyOfALibraryInAPackageOfTheApplicationIsListed() throws Exception {
		SourceApplication application = new SourceApplication(this.directory);
		CodeBoundary boundary = application.run(application.compile(Map.of("com.acme.Main", PROXY)), "com.acme.Main",
				(context) -> context.getBean(StepRegistry.class).boundary("write"),
				"musubito.fingerprint.packages=com.acme");
		assertThat(boundary.state()).anyMatch((entry) -> entry.startsWith("com.acme.Main$Writer.tone "));
	}

	@SuppressWarnings("unchecked")
	private static String run(SourceApplication application, String source) throws Exception {
		return application.run(application.compile(Map.of("com.acme.Main", source)), "com.acme.Main",
				(context) -> ((UnaryOperator<String>) context.getBean("writer")).apply("a"));
	}

}
