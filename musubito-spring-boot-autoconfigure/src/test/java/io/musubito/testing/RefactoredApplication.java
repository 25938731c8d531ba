package io.musubito.testing;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import io.musubito.GraphQuery;
import io.musubito.MusubitoLineage;
import io.musubito.NodeView;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with one bean {@code Steps}, compiled from source and started on a store
 * that others have started on before.
 *
 * @param steps the members of the class of the bean
 * @param call the expression that is called, on {@code steps}
 * @param types other members of the configuration class: types and beans
 * @param base the superclass of the class of the bean
 */
public record RefactoredApplication(String steps, String call, String types, String base) {

	private static final String SOURCE = """
			package com.acme;

			import io.musubito.*;
			import java.math.*;
			import java.time.*;
			import java.util.*;
			import org.springframework.context.ApplicationContext;
			import org.springframework.context.annotation.*;

			@Configuration(proxyBeanMethods = false)
			public class Application {

				public static int performed;

				@Bean
				Steps steps() {
					return new Steps();
				}

				public static Object call(ApplicationContext context) throws Exception {
					Steps steps = context.getBean("steps", Steps.class);
					Musubito musubito = context.getBean(Musubito.class);
					return %s;
				}

				%s

				public static class Steps extends %s {

					%s

				}

			}
			""";

	public RefactoredApplication(String steps, String call) {
		this(steps, call, "");
	}

	public RefactoredApplication(String steps, String call, String types) {
		this(steps, call, types, "Object");
	}

	public RefactoredApplication extending(String superclass) {
		return new RefactoredApplication(this.steps, this.call, this.types, superclass);
	}

	/**
	 * An effect {@code send} with some parameters.
	 */
	public static RefactoredApplication effect(String parameters, String arguments, String... types) {
		return new RefactoredApplication("""
				@MusubitoStep(name = "send", type = StepType.EXTERNAL_EFFECT)
				public String send(%s) {
					performed++;
					return "sent";
				}
				""".formatted(parameters), "steps.send(" + arguments + ")", String.join("\n", types));
	}

	/**
	 * Compiles the application, starts it, calls the step once, and stops it.
	 * @param directory where the store is
	 * @param properties properties of the application
	 * @return how often the method ran, and what the call returned
	 */
	public Outcome run(Path directory, String... properties) throws Exception {
		return run(directory, true, properties);
	}

	public Outcome run(Path directory, boolean names, String... properties) throws Exception {
		Path classes = compile(directory, names);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			Class<?> application = loader.loadClass("com.acme.Application");
			try (ConfigurableApplicationContext context = Engine.in(directory).start(application, properties)) {
				Object answer = application.getMethod("call", ApplicationContext.class).invoke(null, context);
				return new Outcome(application.getField("performed").getInt(null), String.valueOf(answer),
						context.getBean(MusubitoLineage.class).graph(GraphQuery.all()).nodes());
			}
		}
	}

	private Path compile(Path directory, boolean names) throws IOException {
		Path folder = Files.createTempDirectory(directory, "application");
		Path file = folder.resolve("Application.java");
		Files.writeString(file, SOURCE.formatted(this.call, this.types, this.base, this.steps));
		List<String> arguments = List.of(names ? "-parameters" : "-g:none", "-proc:none", "-classpath",
				System.getProperty("java.class.path"), "-d", folder.toString(), file.toString());
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
			.isZero();
		return folder;
	}

	/**
	 * What came of one start.
	 *
	 * @param performed how often the method ran
	 * @param answer what the call returned
	 * @param nodes the nodes of the store
	 */
	public record Outcome(int performed, String answer, List<NodeView> nodes) {

	}

}
