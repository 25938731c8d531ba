package io.musubito.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.musubito.MusubitoStep;
import io.musubito.StepDefinition;
import io.musubito.StepType;
import io.musubito.step.StepDefinitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The properties as a user writes them: in an application.yml.
 */
@ExtendWith(OutputCaptureExtension.class)
class YamlConfigurationTests {

	@TempDir
	Path directory;

	@Test
	void overridesTheAnnotationPerOperation() throws IOException {
		assertThat(definition("rate", """
				musubito:
				  steps:
				    rate:
				      ttl: 20m
				      replay: false
				      force-reexecution: true
				      version: v2
				      stale-if-error: 1d
				""")).isEqualTo(new StepDefinition("rate", StepType.STOCHASTIC, Duration.ofMinutes(20), false, true,
				"v2", Duration.ofDays(1)));
	}

	@Test
	void overridesTheAnnotationOfAnOperationWithDotsInBrackets() throws IOException {
		String operation = Rates.class.getName() + "#unnamed";
		assertThat(definition(operation, """
				musubito:
				  steps:
				    "[%s]":
				      ttl: 20m
				""".formatted(operation)).ttl()).isEqualTo(Duration.ofMinutes(20));
	}

	@ParameterizedTest
	@ValueSource(strings = { "stochastic", "STOCHASTIC", "Stochastic" })
	void setsTheTtlOfATypeForStepsThatSayNothing(String type) throws IOException {
		String yaml = """
				musubito.defaults.%s.ttl: 5m
				""".formatted(type);
		assertThat(definition("silent", yaml).ttl()).isEqualTo(Duration.ofMinutes(5));
		assertThat(definition("rate", yaml).ttl()).isEqualTo(Duration.ofHours(1));
		assertThat(definition(Rates.class.getName() + "#unnamed", yaml).ttl()).isNull();
	}

	@Test
	void anOperationsTtlGoesBeforeThatOfItsType() throws IOException {
		assertThat(definition("silent", """
				musubito:
				  defaults.stochastic.ttl: 5m
				  steps.silent.ttl: 0
				""").ttl()).isEqualTo(Duration.ZERO);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			musubito.steps.raet.ttl: 5m               | musubito.steps.raet        | Did you mean 'rate'?
			musubito.steps.Rates.unnamed.ttl: 5m      | musubito.steps             | unnamed.ttl
			musubito.steps.io.musubito.Rates#x.ttl: 5m | musubito.steps            | musubito.rates
			musubito.steps.rate.tll: 5m               | musubito.steps             | tll
			musubito.steps.rate.ttl: abc              | musubito.steps.rate.ttl    | abc
			musubito.stroe.path: x                    | musubito                   | stroe
			musubito.store.pth: x                     | musubito                   | pth
			musubito.mode: replya                     | musubito.mode              | replya
			musubito.store.type: oracle               | musubito.store.type        | oracle
			musubito.store.synchronous: off           | musubito.store.synchronous | NORMAL
			musubito.defaults.random.ttl: 5m          | musubito.defaults          | random
			musubito.defaults.stochastic.ttl: soon    | musubito.defaults          | soon
			""")
	void refusesWhatDoesNotExist(String yaml, String where, String what, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(yaml).close());
		assertThat(output.getOut()).containsOnlyOnce("APPLICATION FAILED TO START")
			.containsIgnoringCase(where)
			.containsIgnoringCase(what)
			.doesNotContain("\tat ");
	}

	private StepDefinition definition(String operation, String yaml) throws IOException {
		try (ConfigurableApplicationContext context = start(yaml)) {
			return context.getBean(StepDefinitions.class).find(operation).orElseThrow();
		}
	}

	private ConfigurableApplicationContext start(String yaml) throws IOException {
		Files.writeString(this.directory.resolve("application.yml"), yaml);
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--spring.config.location=file:" + this.directory + "/",
					"--musubito.store.path=" + this.directory.resolve("store").resolve("musubito.db"));
	}

	static class Rates {

		@MusubitoStep(name = "rate", type = StepType.STOCHASTIC, ttl = "1h")
		String rate(String currency) {
			return currency;
		}

		@MusubitoStep(name = "silent", type = StepType.STOCHASTIC)
		String silent(String currency) {
			return currency;
		}

		@MusubitoStep
		String unnamed(String currency) {
			return currency;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(MusubitoAutoConfiguration.class)
	@Import(Rates.class)
	static class Application {

	}

}
