package io.musubito.state;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.musubito.Change;
import io.musubito.CodeBoundary;
import io.musubito.Explanation;
import io.musubito.Musubito;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoStep;
import io.musubito.step.StepRegistry;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is started again and again on one store, whose step {@code ask} is
 * called with the same argument each time.
 */
abstract class StateEngine {

	static final AtomicInteger EXECUTIONS = new AtomicInteger();

	@TempDir
	Path directory;

	private final Deque<ConfigurableApplicationContext> contexts = new ArrayDeque<>();

	@BeforeEach
	void reset() {
		EXECUTIONS.set(0);
	}

	@AfterEach
	void close() {
		while (!this.contexts.isEmpty()) {
			this.contexts.pop().close();
		}
	}

	ConfigurableApplicationContext start(Class<?> configuration, String... properties) {
		close();
		String[] all = Stream
			.concat(Stream.of("musubito.fingerprint.packages=io.musubito.state"), Arrays.stream(properties))
			.toArray(String[]::new);
		ConfigurableApplicationContext context = Engine.in(this.directory).start(configuration, all);
		this.contexts.push(context);
		return context;
	}

	ConfigurableApplicationContext context() {
		return this.contexts.element();
	}

	String ask(Class<?> configuration, String... properties) {
		return start(configuration, properties).getBean(Asked.class).ask("q");
	}

	CodeBoundary boundary(String operation) {
		return context().getBean(StepRegistry.class).boundary(operation);
	}

	Explanation why(String result) {
		return context().getBean(MusubitoLineage.class)
			.explain(context().getBean(Musubito.class).resultOf(result).nodeId());
	}

	/**
	 * Each start answers as its properties say, a restart with the same ones executes
	 * nothing, and going back replays.
	 */
	void assertTold(Class<?> configuration, String property, String before, String after, String... changed) {
		assertThat(ask(configuration, property + "=" + before)).contains(before);
		assertThat(ask(configuration, property + "=" + before)).contains(before);
		assertThat(EXECUTIONS).hasValue(1);
		String result = ask(configuration, property + "=" + after);
		assertThat(result).as("the answer after the change").contains(after);
		assertThat(EXECUTIONS).hasValue(2);
		if (changed.length > 0) {
			assertThat(why(result).changes()).extracting(Change::component).containsExactly(changed);
		}
		assertThat(ask(configuration, property + "=" + after)).contains(after);
		assertThat(ask(configuration, property + "=" + before)).contains(before);
		assertThat(EXECUTIONS).hasValue(2);
	}

	/**
	 * A bean with a step.
	 */
	interface Asked {

		String ask(String question);

	}

	/**
	 * A bean whose step writes an answer.
	 */
	abstract static class Writer implements Asked {

		@Override
		@MusubitoStep(name = "ask")
		public String ask(String question) {
			EXECUTIONS.incrementAndGet();
			return write(question);
		}

		abstract String write(String question);

	}

	/**
	 * A configuration with placeholders.
	 */
	abstract static class Values {

		@Bean
		static PropertySourcesPlaceholderConfigurer placeholders() {
			return new PropertySourcesPlaceholderConfigurer();
		}

	}

}
