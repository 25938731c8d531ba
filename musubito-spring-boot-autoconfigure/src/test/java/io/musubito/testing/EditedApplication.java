package io.musubito.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.musubito.CodeBoundary;
import io.musubito.step.StepRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with one step whose answer has {@code old} in it, wherever that is
 * written, and a class that the step does not reach.
 */
public final class EditedApplication {

	private static final String TEMPLATE = """
			package com.acme;

			import io.musubito.MusubitoStep;
			import java.lang.annotation.*;
			import java.util.*;
			import java.util.function.*;
			import org.aspectj.lang.*;
			import org.aspectj.lang.annotation.*;
			import org.springframework.beans.factory.*;
			import org.springframework.beans.factory.annotation.*;
			import org.springframework.beans.factory.config.*;
			import org.springframework.context.*;
			import org.springframework.context.event.*;
			import org.springframework.context.annotation.*;
			import org.springframework.core.convert.*;
			import org.springframework.core.convert.converter.*;
			import org.springframework.core.convert.support.*;
			import tools.jackson.core.*;
			import tools.jackson.databind.*;
			import tools.jackson.databind.annotation.*;
			import tools.jackson.databind.json.*;
			import tools.jackson.databind.module.*;
			import tools.jackson.databind.ser.std.*;

			@Configuration(proxyBeanMethods = false)
			@EnableAspectJAutoProxy
			public class Main {

				@Bean
				static Writer writer() {
					return new Writer();
				}

				public static class Writer implements UnaryOperator<String> {
					@Autowired ApplicationContext context;
					@Autowired ApplicationEventPublisher publisher;
					%s

					@MusubitoStep(name = "write")
					public String apply(String text) {
						return body(text) + " " + System.nanoTime();
					}

					String body(String text) {
						%s
					}
				}

				static class Unrelated {
					String unrelated() {
						return "nobody";
					}
				}

				%s

			}
			""";

	private final SourceApplication application;

	private final String source;

	/**
	 * Creates it.
	 * @param directory where it is compiled and where its store is
	 * @param fields of the bean with the step
	 * @param body of the step, which has {@code text}
	 * @param members of the configuration class
	 */
	public EditedApplication(Path directory, String fields, String body, String members) {
		this.application = new SourceApplication(directory);
		this.source = TEMPLATE.formatted(fields, body, members);
	}

	/**
	 * Edits the place where the answer comes from, and one that has nothing to do with
	 * it.
	 */
	public void assertEditIsSeen() throws Exception {
		String before = answer("");
		assertThat(before).contains("old");
		assertNeutral("nobody", "no one");
		assertThat(answer("old", "new")).contains("new");
	}

	public void assertNeutral(String from, String to) throws Exception {
		assertThat(this.source).contains(from);
		String before = answer("");
		assertThat(answer("")).as("nothing changed").isEqualTo(before);
		assertThat(answer(from, to)).as("something else changed").isEqualTo(before);
	}

	public CodeBoundary boundary() throws Exception {
		return run(this.source, (context) -> context.getBean(StepRegistry.class).boundary("write"));
	}

	@SuppressWarnings("unchecked")
	private String answer(String from, String... to) throws Exception {
		return run((to.length > 0) ? this.source.replace(from, to[0]) : this.source,
				(context) -> ((UnaryOperator<String>) context.getBean("writer")).apply("x"));
	}

	private <T> T run(String text, SourceApplication.Work<T> work) throws Exception {
		return this.application.run(this.application.compile(Map.of("com.acme.Main", text)), "com.acme.Main", work,
				"musubito.fingerprint.packages=com.acme");
	}

}
