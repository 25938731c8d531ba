package io.musubito.observation;

import java.nio.file.Path;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.musubito.ModelUsage;
import io.musubito.MusubitoStep;
import io.musubito.autoconfigure.MusubitoAutoConfiguration;
import io.musubito.autoconfigure.MusubitoObservationAutoConfiguration;
import io.musubito.execution.ModelCall;
import io.musubito.execution.ModelCalls;
import io.musubito.execution.ModelRequest;
import io.musubito.testing.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link UsageMeters} in an application.
 */
class UsageMetersTests {

	@TempDir
	Path directory;

	@Test
	void countsWhatExecutionsSpend() {
		withMeters((context) -> {
			context.getBean(Steps.class).ask("a");
			assertThat(tokens(context, "ask", "input", "spent")).isEqualTo(1000);
			assertThat(tokens(context, "ask", "output", "spent")).isEqualTo(200);
			assertThat(
					find(context, "musubito.tokens.cached").tags("operation", "ask", "model", "large", "kind", "spent")
						.counter()
						.count())
				.isEqualTo(400);
			assertThat(cost(context, "spent")).isEqualTo(0.004, within(1e-12));
			assertThat(context.getBean(MeterRegistry.class).find("musubito.tokens").tag("kind", "saved").counters())
				.isEmpty();
		});
	}

	@Test
	void countsWhatReplaysSave() {
		withMeters((context) -> {
			for (int i = 0; i < 3; i++) {
				context.getBean(Steps.class).ask("a");
			}
			assertThat(tokens(context, "ask", "input", "spent")).isEqualTo(1000);
			assertThat(tokens(context, "ask", "input", "saved")).isEqualTo(2000);
			assertThat(tokens(context, "ask", "output", "saved")).isEqualTo(400);
			assertThat(find(context, "musubito.tokens.cached").tag("kind", "saved").counter().count()).isEqualTo(800);
			assertThat(cost(context, "saved")).isEqualTo(0.008, within(1e-12));
		});
	}

	@Test
	void stepsThatWereCalledCountOnce() {
		withMeters((context) -> {
			context.getBean(Steps.class).outer("a");
			assertThat(tokens(context, "ask", "input", "spent")).isEqualTo(1000);
			assertThat(
					context.getBean(MeterRegistry.class).find("musubito.tokens").tag("operation", "outer").counters())
				.isEmpty();
			context.getBean(Steps.class).outer("a");
			assertThat(tokens(context, "outer", "input", "saved")).isEqualTo(1000);
			assertThat(tokens(context, "ask", "input", "spent")).isEqualTo(1000);
		});
	}

	@Test
	void failedStepsHaveSpentTooButFailedCallsHaveNot() {
		withMeters((context) -> {
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Steps.class).failing("a"));
			assertThat(tokens(context, "failing", "output", "spent")).isEqualTo(200);
			ModelCall call = context.getBean(ModelCalls.class).begin(new ModelRequest("large", 1, null));
			call.failed();
			call.answered(Steps.USED);
			assertThat(context.getBean(MeterRegistry.class).find("musubito.tokens").tag("operation", "none").counters())
				.isEmpty();
		});
	}

	@Test
	void callsOutsideOfStepsBelongToNone() {
		withMeters((context) -> {
			context.getBean(ModelCalls.class).begin(new ModelRequest("large", 1, null)).answered(Steps.USED);
			assertThat(tokens(context, "none", "input", "spent")).isEqualTo(1000);
		});
	}

	@Test
	void modelsWithoutAPriceHaveTokensAndNoCost() {
		withMeters((context) -> {
			context.getBean(ModelCalls.class)
				.begin(new ModelRequest("other", 1, null))
				.answered(new ModelUsage("other", 1, 7, 0, 0));
			assertThat(find(context, "musubito.tokens").tags("model", "other", "direction", "input").counter().count())
				.isEqualTo(7);
			assertThat(context.getBean(MeterRegistry.class).find("musubito.cost").counters()).isEmpty();
		});
	}

	@Test
	void countsNothingWithoutARegistry() {
		runner().withUserConfiguration(Application.class).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("musubitoUsageMeters");
			for (int i = 0; i < 2; i++) {
				assertThat(context.getBean(Steps.class).ask("a")).isEqualTo("a");
			}
		});
	}

	@Test
	void countsNothingWithoutMicrometerCore() {
		runner().withClassLoader(new FilteredClassLoader("io.micrometer.core")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean("musubitoUsageMeters");
			context.getBean(ModelCalls.class).begin(new ModelRequest("large", 1, null)).answered(Steps.USED);
		});
	}

	private void withMeters(ContextConsumer<AssertableApplicationContext> test) {
		runner().withUserConfiguration(Application.class, Meters.class).run(test);
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(MusubitoAutoConfiguration.class, MusubitoObservationAutoConfiguration.class))
			.withPropertyValues("musubito.store.path=" + Engine.in(this.directory).store(),
					"musubito.ai.prices.large.input=2.5", "musubito.ai.prices.large.cached-input=1.25",
					"musubito.ai.prices.large.output=10");
	}

	private static double tokens(AssertableApplicationContext context, String operation, String direction,
			String kind) {
		return find(context, "musubito.tokens")
			.tags("operation", operation, "model", "large", "direction", direction, "kind", kind)
			.counter()
			.count();
	}

	private static double cost(AssertableApplicationContext context, String kind) {
		return find(context, "musubito.cost").tags("model", "large", "kind", kind).counter().count();
	}

	private static RequiredSearch find(AssertableApplicationContext context, String name) {
		return context.getBean(MeterRegistry.class).get(name);
	}

	static class Steps {

		static final ModelUsage USED = new ModelUsage("large", 1, 1000, 200, 400);

		private final ModelCalls models;

		private final ObjectProvider<Steps> self;

		Steps(ModelCalls models, ObjectProvider<Steps> self) {
			this.models = models;
			this.self = self;
		}

		@MusubitoStep(name = "ask")
		String ask(String question) {
			this.models.begin(new ModelRequest("large", 1, null)).answered(USED);
			return question;
		}

		@MusubitoStep(name = "outer")
		String outer(String question) {
			return this.self.getObject().ask(question) + "!";
		}

		@MusubitoStep(name = "failing")
		String failing(String question) {
			this.models.begin(new ModelRequest("large", 1, null)).answered(USED);
			throw new IllegalStateException(question);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Steps.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Meters {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ObservationRegistry observationRegistry(List<ObservationHandler<?>> handlers) {
			ObservationRegistry registry = ObservationRegistry.create();
			handlers.forEach((handler) -> registry.observationConfig().observationHandler(handler));
			return registry;
		}

	}

}
