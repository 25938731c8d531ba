package io.musubito.starter;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.musubito.Musubito;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoRuns;
import io.musubito.MusubitoStep;
import io.musubito.ResumeOption;
import io.musubito.RunStatus;
import io.musubito.RunView;
import io.musubito.StepOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The least application: the starter and nothing else. What the starter brings is the
 * class path of this module.
 */
class BareApplicationTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(
			strings = { "org.springframework.ai.document.Document", "org.springframework.ai.chat.client.ChatClient",
					"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
					"org.springframework.boot.health.contributor.HealthIndicator", "jakarta.servlet.Filter",
					"org.springframework.web.server.WebFilter", "reactor.core.publisher.Flux",
					"io.micrometer.core.instrument.MeterRegistry", "com.zaxxer.hikari.HikariDataSource",
					"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
					"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration" })
	void hasNothingThatIsOptional(String name) {
		assertThat(ClassUtils.isPresent(name, getClass().getClassLoader())).isFalse();
	}

	@Test
	void startsExecutesOnceAndReplaysAfterARestart() {
		String first;
		try (ConfigurableApplicationContext context = start()) {
			Writer writer = context.getBean(Writer.class);
			first = writer.draft("x");
			assertThat(writer.draft("x")).isEqualTo(first);
			assertThat(writer.calls()).isOne();
		}
		try (ConfigurableApplicationContext context = start()) {
			Writer writer = context.getBean(Writer.class);
			String second = writer.draft("x");
			assertThat(second).isEqualTo(first);
			assertThat(writer.calls()).isZero();
			assertThat(context.getBean(Musubito.class).resultOf(second).outcome()).isEqualTo(StepOutcome.REPLAYED);
		}
	}

	@Test
	void hasNothingThatTalksToSpringAi() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(Stream.of(context.getBeanDefinitionNames()).map(context::getType).filter(Objects::nonNull))
				.extracting(Class::getPackageName)
				.contains("io.musubito.execution")
				.doesNotContain("io.musubito.ai");
			assertThat(context.getBean(Writer.class).draft("x")).isEqualTo(context.getBean(Writer.class).draft("x"));
		}
	}

	@Test
	void resumesARun() {
		try (ConfigurableApplicationContext context = start()) {
			context.getBean(Pipeline.class).run("x");
			MusubitoRuns runs = context.getBean(MusubitoRuns.class);
			RunView resumed = runs.resume(runs.recent(1).get(0).runId(),
					ResumeOption.from(Writer.class.getName() + "#draft"));
			assertThat(resumed.status()).isEqualTo(RunStatus.SUCCESS);
			assertThat(context.getBean(Writer.class).calls()).isEqualTo(2);
		}
	}

	@Test
	void answersFuturesWithoutReactor() {
		try (ConfigurableApplicationContext context = start()) {
			Writer writer = context.getBean(Writer.class);
			CompletableFuture<String> first = writer.later("x");
			CompletableFuture<String> joined = writer.later("x");
			writer.answer("done");
			assertThat(first.join()).isEqualTo("done");
			assertThat(joined.join()).isEqualTo("done");
			assertThat(writer.later("x").join()).isEqualTo("done");
			assertThat(writer.calls()).isOne();
		}
	}

	private ConfigurableApplicationContext start() {
		return SpringApplication.run(Application.class, "--musubito.store.path=" + this.directory.resolve("m.db"));
	}

	static class Writer {

		private final AtomicInteger calls = new AtomicInteger();

		private final CompletableFuture<String> answer = new CompletableFuture<>();

		int calls() {
			return this.calls.get();
		}

		void answer(String text) {
			this.answer.complete(text);
		}

		@MusubitoStep
		CompletableFuture<String> later(String question) {
			this.calls.incrementAndGet();
			return this.answer;
		}

		@MusubitoStep
		String draft(String question) {
			return "draft of " + question + " " + this.calls.incrementAndGet();
		}

	}

	static class Pipeline {

		private final Writer writer;

		Pipeline(Writer writer) {
			this.writer = writer;
		}

		@MusubitoPipeline("letters")
		String run(String question) {
			return this.writer.draft(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Writer.class, Pipeline.class })
	static class Application {

	}

}
