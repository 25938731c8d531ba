package io.musubito.behaviour.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.musubito.Musubito;
import io.musubito.MusubitoIgnore;
import io.musubito.MusubitoLineage;
import io.musubito.MusubitoPipeline;
import io.musubito.MusubitoResult;
import io.musubito.MusubitoStep;
import io.musubito.StepDefinition;
import io.musubito.StepOutcome;
import io.musubito.StepType;
import io.musubito.step.StepDefinitions;
import io.musubito.testing.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the documentation of {@link MusubitoStep} and {@link MusubitoIgnore} says of
 * policies, where no other test shows it.
 */
@ExtendWith(OutputCaptureExtension.class)
class StepPolicyTests {

	@TempDir
	Path directory;

	private ConfigurableApplicationContext context;

	private Answers answers;

	@BeforeEach
	void start() {
		restart();
	}

	@AfterEach
	void stop() {
		this.context.close();
	}

	private void restart(String... properties) {
		if (this.context != null) {
			this.context.close();
		}
		this.context = Engine.in(this.directory).start(Application.class, properties);
		this.answers = this.context.getBean(Answers.class);
	}

	@ParameterizedTest
	@CsvSource({ "simple,PT36H", "iso,PT1H30M", "number,PT0.09S", "zero,PT0S" })
	void aTtlIsWrittenInSimpleOrIsoStyleAndANumberIsMilliseconds(String operation, Duration ttl) {
		assertThat(definition(operation).ttl()).isEqualTo(ttl);
	}

	@Test
	void withoutATtlResultsDoNotExpireWhateverTheType() {
		assertThat(definition("plain").ttl()).isNull();
		assertThat(definition("sample").ttl()).isNull();
	}

	@Test
	void theConfigurationGoesBeforeTheAnnotationAndThatBeforeTheDefaultOfTheType() {
		restart("musubito.defaults.deterministic.ttl=5m", "musubito.defaults.stochastic.ttl=6m",
				"musubito.steps.iso.ttl=7m");
		assertThat(definition("plain").ttl()).isEqualTo(Duration.ofMinutes(5));
		assertThat(definition("sample").ttl()).isEqualTo(Duration.ofMinutes(6));
		assertThat(definition("simple").ttl()).isEqualTo(Duration.ofHours(36));
		assertThat(definition("iso").ttl()).isEqualTo(Duration.ofMinutes(7));
	}

	@Test
	void aTtlOfZeroExecutesEachCallWithinARunToo() {
		this.answers.zero("a");
		this.answers.zero("a");
		assertThat(this.answers.take()).isEqualTo(2);
		this.answers.runOfZero("a");
		assertThat(this.answers.take()).isEqualTo(2);
	}

	@Test
	void unlessSeesArgumentsByNameAndPosition() {
		for (String question : new String[] { "long enough", "short" }) {
			this.answers.byArgument(question);
			this.answers.byArgument(question);
		}
		assertThat(this.answers.take()).as("the long one twice, the short one once").isEqualTo(3);
	}

	@Test
	void unlessSeesAnOptionalAsItIs() {
		assertThat(this.answers.optional("")).isEmpty();
		assertThat(this.answers.optional("")).isEmpty();
		this.answers.optional("a");
		this.answers.optional("a");
		assertThat(this.answers.take()).isEqualTo(3);
	}

	@Test
	void unlessSeesTheValueThatArrived() {
		assertThat(this.answers.later("").block()).isEmpty();
		assertThat(this.answers.later("").block()).isEmpty();
		this.answers.later("a").block();
		this.answers.later("a").block();
		assertThat(this.answers.take()).isEqualTo(3);
	}

	@Test
	void whatUnlessFailsForReachesTheCallerAndIsNotKept(CapturedOutput output) {
		assertThat(this.answers.failing("")).isNull();
		assertThat(this.answers.failing("")).isNull();
		assertThat(this.answers.take()).isEqualTo(2);
		assertThat(output).contains("The result of step 'failing' is not kept for replay");
	}

	@Test
	void anUnlessWithoutAValueCountsAsFalse() {
		this.answers.nothing("");
		this.answers.nothing("");
		assertThat(this.answers.take()).isOne();
	}

	@Test
	void whatIsNotKeptIsInTheLineage() {
		String answer = this.answers.byArgument("long enough");
		MusubitoResult<String> result = this.context.getBean(Musubito.class).resultOf(answer);
		assertThat(result.outcome()).isEqualTo(StepOutcome.EXECUTED);
		assertThat(this.context.getBean(MusubitoLineage.class).find(result.nodeId())).isPresent();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void onlyAnExpiredResultIsServedInPlaceOfAFailure(boolean invalidated) {
		String answer = this.answers.stale("a");
		if (invalidated) {
			MusubitoLineage lineage = this.context.getBean(MusubitoLineage.class);
			lineage.invalidate(this.context.getBean(Musubito.class).resultOf(answer).nodeId());
		}
		else {
			restart("musubito.steps.stale.ttl=1ms");
		}
		this.answers.breakDown();
		if (invalidated) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.answers.stale("a"));
		}
		else {
			String served = this.answers.stale("a");
			assertThat(served).isEqualTo(answer);
			assertThat(this.context.getBean(Musubito.class).resultOf(served).outcome())
				.isEqualTo(StepOutcome.SERVED_STALE);
		}
	}

	@Test
	void anIgnoredArgumentLeavesNoLineage() {
		String upstream = this.answers.plain("x");
		String ignoring = this.answers.ignoring("text", upstream);
		String taking = this.answers.ignoring(upstream, "text");
		MusubitoLineage lineage = this.context.getBean(MusubitoLineage.class);
		Musubito musubito = this.context.getBean(Musubito.class);
		assertThat(lineage.find(musubito.resultOf(ignoring).nodeId()).orElseThrow().upstream()).isEmpty();
		assertThat(lineage.find(musubito.resultOf(taking).nodeId()).orElseThrow().upstream()).hasSize(1);
	}

	private StepDefinition definition(String operation) {
		return this.context.getBean(StepDefinitions.class).find(operation).orElseThrow();
	}

	static class Answers {

		private final Answers self;

		private int executions;

		@MusubitoIgnore
		private boolean fail;

		Answers(Answers self) {
			this.self = self;
		}

		void breakDown() {
			this.fail = true;
		}

		int take() {
			int taken = this.executions;
			this.executions = 0;
			return taken;
		}

		@MusubitoStep(name = "plain")
		String plain(String text) {
			return "plain " + text;
		}

		@MusubitoStep(name = "sample", type = StepType.STOCHASTIC)
		String sample(String text) {
			return text;
		}

		@MusubitoStep(name = "simple", ttl = "36h")
		String simple(String text) {
			return text;
		}

		@MusubitoStep(name = "iso", ttl = "PT1H30M")
		String iso(String text) {
			return text;
		}

		@MusubitoStep(name = "number", ttl = "90")
		String number(String text) {
			return text;
		}

		@MusubitoStep(name = "zero", ttl = "0")
		String zero(String text) {
			count();
			return text;
		}

		@MusubitoPipeline("run-of-zero")
		String runOfZero(String text) {
			return this.self.zero(text) + this.self.zero(text);
		}

		@MusubitoStep(name = "by-argument", unless = "#question.length() > 5 && #p0 != null && #a0 != null")
		String byArgument(String question) {
			count();
			return "answer to " + question;
		}

		@MusubitoStep(name = "optional", unless = "#result.isEmpty()")
		Optional<String> optional(String text) {
			count();
			return text.isEmpty() ? Optional.empty() : Optional.of(text);
		}

		@MusubitoStep(name = "later", unless = "#result.isBlank()")
		Mono<String> later(String text) {
			return Mono.fromSupplier(() -> {
				count();
				return text;
			});
		}

		@MusubitoStep(name = "failing", unless = "#result.isBlank()")
		@Nullable String failing(String text) {
			count();
			return text.isEmpty() ? null : text;
		}

		@MusubitoStep(name = "nothing", unless = "#result")
		@Nullable Boolean nothing(String text) {
			count();
			return null;
		}

		@MusubitoStep(name = "stale", staleIfError = "1d")
		String stale(String text) {
			if (this.fail) {
				throw new IllegalStateException("model down");
			}
			return "answer " + text;
		}

		@MusubitoStep(name = "ignoring")
		String ignoring(String text, @MusubitoIgnore String other) {
			return "made of " + text;
		}

		private void count() {
			this.executions++;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Answers answers(@Lazy Answers self) {
			return new Answers(self);
		}

	}

}
